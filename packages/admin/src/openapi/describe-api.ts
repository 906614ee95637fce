import * as z from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";

import type { Route } from "../routes/route.js";
import { problemResponses } from "./problem-responses.js";
import { headersOf } from "./response-headers.js";

/** The OpenAPI document of exactly these routes, from the schemas that validate. Where they are mounted is not in it. */
export function describeApi(routes: readonly Route[]): object {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Latchkey admin API",
      version: "1",
      description:
        "Creates, lists, changes, rotates and revokes API keys. Times are ISO 8601 in UTC with milliseconds.",
    },
    paths: pathsOf(routes),
    components: { securitySchemes: SECURITY_SCHEMES },
    security: Object.keys(SECURITY_SCHEMES).map((scheme) => ({ [scheme]: [] })),
  });
}

/** The three ways a key is presented. An application may know people by its own session besides. */
const SECURITY_SCHEMES = {
  header: { type: "apiKey", in: "header", name: "x-api-key" },
  bearer: { type: "http", scheme: "bearer" },
  raw: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "The key alone, without a scheme.",
  },
} as const;

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { operationId, summary, answer } = route.operation;
  return {
    operationId,
    summary,
    description: descriptionOf(route),
    requestParams: paramsOf(route),
    ...bodyOf(route),
    responses: { [`${answer.status}`]: answerOf(route), ...refusalsOf(route) },
    ...(route.permission === "public" && { security: [] }),
  };
}

function bodyOf({ operation }: Route): Pick<ZodOpenApiOperationObject, "requestBody"> {
  const { body: schema, bodyOptional = false, form = false } = operation;
  if (schema === undefined) return {};
  const content = {
    ...(form && { "application/x-www-form-urlencoded": { schema } }),
    "application/json": { schema },
  };
  return { requestBody: { required: !bodyOptional, content } };
}

function refusalsOf(route: Route): ZodOpenApiResponsesObject {
  return route.operation.ownRefusals ? OWN_REFUSALS : problemResponses(route);
}

const OWN_REFUSALS: ZodOpenApiResponsesObject = {
  default: {
    description: "A refusal, in the application's own format.",
    content: { "application/json": { schema: {} } },
  },
};

function descriptionOf({ permission, operation }: Route): string {
  const needs = {
    "any-actor": "Any actor may ask.",
    public: "Anybody may ask.",
  }[permission as string];
  return [operation.description, needs ?? `Needs the permission \`${permission}\`.`]
    .filter(Boolean)
    .join(" ");
}

function paramsOf({ operation }: Route): NonNullable<ZodOpenApiOperationObject["requestParams"]> {
  const { id, query, headers } = operation;
  return {
    ...(id && { path: z.object({ id }) }),
    ...(query && { query }),
    ...(headers && { header: headers }),
  };
}

function answerOf({ operation: { answer } }: Route): ZodOpenApiResponseObject {
  return {
    description: answer.description,
    ...headersOf(answer.headers),
    ...(answer.schema && { content: { "application/json": { schema: answer.schema } } }),
  };
}
