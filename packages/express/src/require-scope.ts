import { ConfigurationError, checkOptionNames, type Principal } from "@latchkey/core";
import type { Request } from "express";

import { guard, type Rule } from "./guard.js";
import { holderWords } from "./holder-words.js";
import type { Middleware } from "./middleware.js";
import type { Refusal } from "./send-problem.js";

/** Reads an id from a request; whatever is not a non-empty string refuses the request. */
export type ReadId = (req: Request) => string | readonly string[] | null | undefined;

export interface ScopeOptions {
  /** The organization the request is about. */
  readonly org: ReadId;
  /** The project the request is about; without it, keys bound to a project are refused. */
  readonly project?: ReadId | undefined;
}

/**
 * Middleware that lets a request pass whose key is for the organization, and the project, that the request is about;
 * others are 403 `out_of_scope`, without a principal 401.
 *
 * A key matches when its organization equals, and its project does or it has none. A key without an organization
 * matches none. Principals of an identity server are judged the same.
 *
 * @example
 * app.get("/orgs/:org/bundles", requireScope({ org: (req) => req.params.org }), listBundles);
 */
export function requireScope(options: ScopeOptions): Middleware {
  checkOptionNames("requireScope", options, ["org", "project"]);
  const { org: readOrg, project: readProject } = options;
  checkReader("org", readOrg);
  if (readProject !== undefined) checkReader("project", readProject);
  const rule = isWithin({ org: readOrg, project: readProject });

  return function requireScopeGuard(req, res, next) {
    guard(rule, req, res, next);
  };
}

/** The rule that a principal is for the organization, and the project, that these functions read. */
export function isWithin({ org: readOrg, project: readProject }: ScopeOptions): Rule {
  return function refuseOutside(principal, req) {
    const request = req as Request; // what Express hands to its middleware
    const org = readOrg(request);
    const project = readProject?.(request);
    const readable = isId(org) && (readProject === undefined || isId(project));
    return readable && matches(principal, org, project) ? undefined : outOfScope(principal);
  };
}

function checkReader(option: string, reader: unknown): void {
  if (typeof reader === "function") return;
  throw new ConfigurationError(option, "must be a function of the request, such as (req) => req.params.org");
}

function outOfScope(principal: Principal): Refusal {
  const words = holderWords(principal);
  return {
    code: "out_of_scope",
    detail: `${words.this} is for another organization or project. Use ${words.another} for the one this request is about.`,
  };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function matches({ orgId, projectId }: Principal, org: string, project: unknown): boolean {
  return orgId === org && (projectId === null || projectId === project);
}
