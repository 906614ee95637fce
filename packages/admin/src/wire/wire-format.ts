import type { ApiKey, CreatedKey, CreateKey, KeyRef, ListKeys, UpdateKey } from "@latchkey/core";
import type { Problem } from "@latchkey/express";

import type { WireInput } from "./wire-input.js";

/**
 * How an API speaks of keys: its JSON, its names, its errors. It changes the JSON and not the rules. All functions are
 * pure. What one that reads throws is a refusal when it is a `LatchkeyError`, such as `invalidFields` of core makes, or
 * zod's error; anything else is a fault of the application's and goes to its error handler.
 *
 * @example
 * const plain: WireFormat = {
 *   ...standardWire,
 *   key: ({ number, name }) => ({ id: number, name }),
 *   created: ({ key, token }) => ({ status: 200, body: { id: key.number, name: key.name, token } }),
 *   list: ({ data }) => data.map(({ key }) => ({ id: key.number, name: key.name })),
 *   pages: "all",
 * };
 */
export interface WireFormat {
  /** The key to be made. Called once the actor is known to hold the permission; a request without a body has `{}`. */
  readonly readCreate: (input: WireInput) => CreateKey;
  /** The changes to be made. Without it keys are not changed: there is no `PATCH`. */
  readonly readUpdate?: ((input: WireInput) => UpdateKey) | undefined;
  /** What is to be listed. Without it there are no query parameters, and the oldest key comes first. */
  readonly readList?: ((query: URLSearchParams) => ListKeys) | undefined;
  /** The key that a segment of the path means, as it was sent, percent signs and all; null where it can mean none. */
  readonly readRef: (segment: string) => KeyRef | null;
  /** The body of one key. */
  readonly key: (key: ApiKey, token?: string) => unknown;
  /** The body of a list. */
  readonly list: (page: WirePage) => unknown;
  /**
   * The answer to a key that was made. `path` is where the collection is, for `Location`, from the root of the server
   * and without a slash at the end. A rotation is answered with the same body, as 200 and without `Location`.
   */
  readonly created: (created: CreatedKey, path: string) => WireAnswer;
  /** The answer to a key that was changed. Without it: 200 and the body of one key. */
  readonly updated?: ((key: ApiKey, token?: string) => WireAnswer) | undefined;
  /** The answer to a key that was revoked. */
  readonly deleted: () => WireAnswer;
  /** The answer to a refusal. `WWW-Authenticate`, `Retry-After` and `Cache-Control` are added to it. */
  readonly error: (problem: Problem) => WireAnswer;
  /** What fields of core's are called here: refusals speak of them by these names. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Whether lists come page by page, or whole: of 1,000 keys at most, `limit` and `cursor` of `readList` aside. */
  readonly pages: "cursor" | "all";
  /**
   * Whether lists, one key and changed keys are shown with their tokens. It takes a keyring that can show them again, and
   * each time is recorded. `token` is undefined for a key whose token this actor may not see.
   */
  readonly showsToken: boolean;
  /**
   * Whether a revoked key is still a key to be read, and to be revoked once more (`"shown"`, the default), or is gone: for
   * clients of the format there is no such key then. The keyring keeps it, for the record.
   */
  readonly revokedKeys?: "shown" | "gone" | undefined;
}

/** What is answered. */
export interface WireAnswer {
  readonly status: number;
  /** Sent as JSON; absent for an answer without content. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Keys that are listed. */
export interface WirePage {
  readonly data: readonly WireKey[];
  /** Always null where lists come whole. */
  readonly nextCursor: string | null;
}

/** A key in a list, and its token where that is shown. */
export interface WireKey {
  readonly key: ApiKey;
  readonly token?: string | undefined;
}
