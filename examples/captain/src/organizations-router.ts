import { LatchkeyError, type Scopes } from "@latchkey/core";
import { bodyOf, jsonBody, refuseMethod } from "@latchkey/example-host/http";
import { requirePermission, requireScope, type ReadId } from "@latchkey/express";
import { Router } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const org: ReadId = ({ params }) => params.org;
const project: ReadId = ({ params }) => params.project;

const setting = z.strictObject({ enabled: z.boolean("must be true or false") });

/** What there is to configure: a setting of the account, and the services of a project. */
const SETTINGS = [
  { path: "/:org/account/notifications", resource: "account", scope: { org } },
  { path: "/:org/projects/:project/cdn", resource: "cdn", scope: { org, project } },
  { path: "/:org/projects/:project/storage", resource: "storage", scope: { org, project } },
];

/** What keys open: the account to those of the organization, services also to those of the project. */
export function organizationsRouter(db: Knex, { validate }: Scopes): Router {
  const router = Router();
  for (const { path, resource, scope } of SETTINGS)
    router
      .route(path)
      .all(requireScope(scope))
      .get(requirePermission(`${resource}:read`), async function readSetting({ params }, res) {
        const setting = await db("settings")
          .where(await settingOf(params, resource))
          .first();
        res.json({ enabled: Boolean(setting?.enabled) });
      })
      .put(requirePermission(`${resource}:write`), jsonBody, async function changeSetting(req, res) {
        const { enabled } = bodyOf(setting, req);
        const place = await settingOf(req.params, resource);
        await db("settings")
          .insert({ ...place, enabled })
          .onConflict(Object.keys(place))
          .merge();
        res.json({ enabled });
      })
      .all(refuseMethod("GET", "PUT"));
  return router;

  /** Where it is kept; of the account, in no project. */
  async function settingOf(params: object, resource: string) {
    const { org, project } = params as { readonly org: string; readonly project?: string };
    if (!(await validate(org, project ?? null)))
      throw new LatchkeyError("not_found", "There is no such organization or project.");
    return { organization_id: org, project_id: project ?? "", resource };
  }
}
