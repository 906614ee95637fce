import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Response } from "supertest";

import { describeApi } from "../../src/openapi/describe-api.js";
import { adminRoutes } from "../../src/routes/routes.js";

interface DocumentedResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly required: boolean; readonly schema: object }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface OperationDocument {
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDocument>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export const apiDocument = describeApi(adminRoutes()) as ApiDocument;

/** Fails unless the document says that this operation can answer so: status, media type, body, headers and code. */
export function expectDocumented(method: string, path: string, response: Response): void {
  const operation = operationAt(method, path);
  if (operation === undefined) return;
  const documented = operation.responses[response.status];
  if (documented === undefined)
    throw new Error(`${method} ${path} answered ${response.status}, which is not documented`);
  for (const [name, { required }] of Object.entries(documented.headers ?? {})) {
    if (required) expect(response.headers).toHaveProperty(name.toLowerCase());
  }
  if (documented.content === undefined) return expect(response.text).toBe("");
  const [[mediaType, { schema }] = ["", { schema: {} }]] = Object.entries(documented.content);
  expect(response.type).toBe(mediaType);
  const validate = validatorOf(schema);
  if (!validate(response.body))
    throw new Error(`${method} ${path} ${response.status}: ${ajv.errorsText(validate.errors)}`);
  if (mediaType === "application/problem+json")
    expect(documented.description).toContain(`\`${codeOf(response)}\``);
}

export const ajv = new Ajv2020({
  strict: false,
  formats: {
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    uri: /^urn:latchkey:problem:[a-z_]+$/,
  },
}).addSchema(apiDocument, "api");

const validators = new Map<object, ValidateFunction>();

/** References in the document are relative to it; within a schema of its own they must name it. */
function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const validate = ajv.compile(JSON.parse(text) as object);
  validators.set(schema, validate);
  return validate;
}

function operationAt(method: string, path: string): OperationDocument | undefined {
  const asked = path.replace(/\/?(\?.*)?$/s, "").split("/");
  const found = Object.entries(apiDocument.paths).find(([pattern]) => {
    const segments = pattern.split("/");
    return (
      segments.length === asked.length && segments.every((each, at) => each === "{id}" || each === asked[at])
    );
  });
  return found?.[1][method.toLowerCase()];
}

function codeOf(response: Response): string {
  return (response.body as { readonly code: string }).code;
}
