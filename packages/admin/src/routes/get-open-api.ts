import * as z from "zod";

import { noQuerySchema, parseQuery } from "../wire/parse-query.js";
import type { PublicRoute } from "./route.js";

/** The route of a document that is written when it is first asked for; only `servers` differs by mount path. */
export function getOpenApi(describe: () => object): PublicRoute {
  let document: object | undefined;

  return {
    method: "GET",
    path: "/openapi.json",
    permission: "public",
    handle({ query, mount }) {
      parseQuery(noQuerySchema, query);
      document ??= describe();
      return { status: 200, body: { ...document, servers: [{ url: mount || "/" }] } };
    },
    operation: {
      operationId: "getOpenApi",
      summary: "This document",
      answer: { status: 200, description: "OpenAPI 3.1.", schema: z.looseObject({}) },
    },
  };
}
