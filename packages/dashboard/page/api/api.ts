import createClient from "openapi-fetch";

import { settings } from "../settings.ts";
import type { components, paths } from "./admin-api.ts";
import { ApiError, errorOf, isPassing, unreachable } from "./api-error.ts";
import { link, signedOut } from "./link.ts";

type Schemas = components["schemas"];
export type ApiKey = Schemas["ApiKey"];
export type Change = Schemas["Change"];
export type CreateKey = Schemas["CreateKey"];
export type UpdateKey = Schemas["UpdateKey"];
export type RateLimit = Schemas["RateLimit"];
export type Role = Schemas["Role"];
export type Self = Schemas["Self"];
export type Grant = Schemas["Grant"];

/** The admin API, as its OpenAPI document describes it. */
export const api = createClient<paths>({ baseUrl: settings.api, credentials: "same-origin" });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What was answered; throws an `ApiError` when that is a refusal, or nothing. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await answeredWhole(call)).data;
}

/** The same, with the answer's headers. */
export async function answeredWhole<T>(call: Promise<Answer<T>>): Promise<{ data: T; headers: Headers }> {
  const { data, error, response } = await call.catch(lost);
  if (response.ok) {
    link.set("up");
    signedOut.set(false);
    return { data: data as T, headers: response.headers };
  }
  const fault = errorOf(response.status, error);
  link.set(isPassing(fault) ? "unavailable" : "up");
  if (response.status === 401) signedOut.set(true);
  throw fault;
}

/** `fetch` rejects when no answer came; anything that is thrown here besides is a mistake of this page. */
function lost(cause: unknown): never {
  if (cause instanceof ApiError || !(cause instanceof TypeError)) throw cause;
  link.set("lost");
  throw unreachable();
}
