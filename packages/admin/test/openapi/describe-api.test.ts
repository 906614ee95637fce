import { KEY_LIMITS, KEY_STATUSES } from "@latchkey/core";

import { adminRoutes } from "../../src/routes/routes.js";
import { ajv, apiDocument } from "../world/conformance.js";

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: object;
  };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly headers?: object; readonly content?: object }>
  >;
}

const operations = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation: operation as unknown as Operation,
  })),
);
const operationOf = (route: string): Operation => {
  const found = operations.find((each) => each.route === route);
  if (found === undefined) throw new Error(`the document has no ${route}`);
  return found.operation;
};
type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const propertiesOf = (schema: string) =>
  (apiDocument.components.schemas[schema] as { properties: Properties }).properties;

describe("the OpenAPI document", () => {
  it("has exactly the routes that are served", () => {
    const served = adminRoutes().map(({ method, path }) => `${method} ${path}`);

    expect(operations.map(({ route }) => route).sort()).toEqual([...served].sort());
  });

  it("gives each operation an id of its own and says which permission it needs", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);

    for (const { method, path, permission } of adminRoutes()) {
      const { description, security } = operationOf(`${method} ${path}`);
      if (permission.startsWith("api-")) expect(description).toContain(`\`${permission}\``);
      expect(security).toEqual(permission === "public" ? [] : undefined);
    }
  });

  it("holds only valid JSON Schema, and every reference leads somewhere", () => {
    for (const [name, schema] of Object.entries(apiDocument.components.schemas)) {
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
      expect(ajv.compile({ $ref: `api#/components/schemas/${name}` })).toBeInstanceOf(Function);
    }
    for (const [, reference = ""] of JSON.stringify(apiDocument).matchAll(/"\$ref":"#([^"]+)"/g)) {
      expect(ajv.getSchema(`api#${reference}`)).toBeInstanceOf(Function);
    }
  });

  it("tells the limits that core checks", () => {
    const { name, org_id, role, permissions, tags } = propertiesOf("CreateKey");

    expect(name).toMatchObject({ type: "string", minLength: 1, maxLength: KEY_LIMITS.name });
    expect(JSON.stringify(org_id)).toContain(`"maxLength":${KEY_LIMITS.id}`);
    expect(JSON.stringify(role)).toContain(`"maxLength":${KEY_LIMITS.role}`);
    expect(JSON.stringify(permissions)).toContain(`"maxItems":${KEY_LIMITS.permissions}`);
    expect(tags).toMatchObject({ maxItems: KEY_LIMITS.tags, items: { maxLength: KEY_LIMITS.tag } });
  });

  it("names every query parameter, and none where there is none", () => {
    const names = (route: string) =>
      (operationOf(route).parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);

    const filters = ["org_id", "project_id", "owner_id", "role", "status", "q", "sort"];
    expect(names("GET /keys")).toEqual(["limit", "cursor", ...filters]);
    expect(names("DELETE /keys/{id}")).toEqual(["reason"]);
    expect(names("GET /keys/{id}/usage")).toEqual(["from", "to", "bucket"]);
    expect(names("GET /changes")).toEqual(["limit", "cursor", "key_id", "actor_id", "action", "from", "to"]);
    expect(names("GET /changes/verification")).toEqual(["seq", "hash"]);
    expect(names("GET /roles")).toEqual(["limit", "cursor", "org_id"]);
    const named = ["GET /keys", "DELETE /keys/{id}", "GET /keys/{id}/usage", "GET /changes", "GET /roles"];
    const others = operations.map(({ route }) => route).filter((route) => !named.includes(route));
    expect(others.flatMap(names)).toEqual(["seq", "hash"]);
    const status = operationOf("GET /keys").parameters?.find(({ name }) => name === "status");
    expect(status?.schema).toMatchObject({ enum: KEY_STATUSES });
  });

  it("has of each thing exactly these fields", () => {
    const place = ["org_id", "project_id", "owner_id"];
    const limits = ["not_before", "expires_at", "allowed_networks", "rate_limit", "metadata", "tags"];
    const given = ["name", "role", "permissions", "inherits", ...limits];
    const fields = {
      CreateKey: [...given, ...place, "env"],
      UpdateKey: [...given, "enabled"],
      ApiKey: [
        ...[...given, ...place, "env", "enabled", "id", "number", "hint", "status", "rotation"],
        ...["revoked_at", "last_used_at", "created_at", "created_by", "updated_at"],
      ],
      IssuedKey: ["key", "token"],
      RevealedToken: ["token"],
      RotateKey: ["overlap"],
      RateLimit: ["requests", "seconds"],
      CreateRole: ["name", "description", "permissions", "org_id"],
      UpdateRole: ["name", "description", "permissions"],
      Role: [
        ...["id", "name", "description", "permissions", "org_id", "built_in", "grantable"],
        ...["created_at", "updated_at"],
      ],
      Change: [
        ...["seq", "at", "action", "target", "actor_kind", "actor_id", "actor_name", "owner_id", "org_id"],
        ...["project_id", "address", "request_id", "before", "after", "note", "hash"],
      ],
      NoFields: [],
      IntrospectToken: ["token", "token_type_hint"],
      InactiveToken: ["active"],
      ActiveToken: [
        ...["active", "token_type", "scope", "sub", "jti", "iat", "nbf", "exp", "name", "number", "env"],
        ...["org_id", "project_id", "allowed_networks", "rate_limit"],
      ],
    };

    for (const [schema, names] of Object.entries(fields)) {
      expect([schema, Object.keys(propertiesOf(schema)).sort()]).toEqual([schema, names.sort()]);
      expect(apiDocument.components.schemas[schema]).toMatchObject({ additionalProperties: false });
    }
  });

  it("wants a body where one is needed, and only there", () => {
    const required = Object.fromEntries(
      operations
        .filter(({ operation }) => operation.requestBody !== undefined)
        .map(({ route, operation }) => [route, operation.requestBody?.required]),
    );

    expect(required).toEqual({
      "POST /keys": true,
      "PATCH /keys/{id}": true,
      "POST /keys/{id}/rotate": false,
      "POST /keys/{id}/end-overlap": false,
      "POST /keys/{id}/reveal": false,
      "POST /roles": true,
      "PATCH /roles/{id}": true,
      "POST /introspect": true,
    });
  });

  it("takes a form where RFC 7662 wants one, and JSON everywhere", () => {
    const types = operations.map(({ route, operation }) => [
      route,
      Object.keys(operation.requestBody?.content ?? {}),
    ]);
    const json = ["application/json"];

    expect(Object.fromEntries(types)).toMatchObject({
      "POST /introspect": ["application/x-www-form-urlencoded", ...json],
      "POST /keys": json,
      "GET /keys": [],
    });
    expect(types.filter(([, found]) => found?.length === 2)).toHaveLength(1);
  });

  it("documents the codes that are about what a route works on", () => {
    const codes = (route: string, status: number) => operationOf(route).responses[status]?.description ?? "";

    expect(codes("POST /keys", 409)).toBe("Code `quota_exceeded`.");
    expect(codes("POST /keys/{id}/rotate", 409)).toBe(
      "Code `rotation_in_progress`, `key_revoked`, `key_expired`.",
    );
    expect(codes("POST /keys/{id}/reveal", 409)).toContain("`token_not_retrievable`");
    expect(codes("DELETE /roles/{id}", 409)).toBe("Code `role_in_use`.");
    expect(codes("PATCH /roles/{id}", 409)).toBe("Code `role_name_taken`.");
    expect(codes("GET /self", 401)).toContain("`owner_inactive`");
    expect(codes("GET /self", 403)).toBe("Code `network_not_allowed`.");
  });

  it("promises no 429: management is not limited here", () => {
    for (const { operation } of operations) expect(operation.responses).not.toHaveProperty("429");
  });

  it("documents problems with the headers they bring", () => {
    const { responses } = operationOf("PATCH /keys/{id}");

    expect(Object.keys(responses)).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "409",
      "412",
      "413",
      "415",
      "503",
    ]);
    expect(responses["401"]?.headers).toHaveProperty("WWW-Authenticate");
    expect(responses["403"]?.headers).toMatchObject({ "WWW-Authenticate": { required: false } });
    expect(responses["503"]?.headers).toHaveProperty("Retry-After");
    expect(responses["200"]?.headers).toHaveProperty("ETag");
    expect(operationOf("POST /keys").responses["201"]?.headers).toHaveProperty("Location");
    expect(responses["400"]?.content).toHaveProperty(["application/problem+json"]);
  });

  it("names the three ways to present a key", () => {
    const { components, security } = apiDocument as unknown as {
      components: { securitySchemes: object };
      security: object[];
    };

    expect(components.securitySchemes).toMatchObject({
      header: { type: "apiKey", in: "header", name: "x-api-key" },
      bearer: { type: "http", scheme: "bearer" },
      raw: { type: "apiKey", in: "header", name: "Authorization" },
    });
    expect(security).toEqual([{ header: [] }, { bearer: [] }, { raw: [] }]);
  });
});
