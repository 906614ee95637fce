import type { Problem } from "@latchkey/express";

import type { ChangeJson } from "../../src/wire/change-json.js";
import type { KeyJson } from "../../src/wire/key-json.js";
import type { RoleJson } from "../../src/wire/role-json.js";

/** Everything the body of an answer can hold; a test knows which of it there is. */
export type Body = Entry &
  Pick<Problem, "code" | "detail" | "request_id"> & {
    readonly errors: NonNullable<Problem["errors"]>;
    readonly key: KeyJson;
    readonly token: string;
    readonly data: readonly Entry[];
    readonly next_cursor: string | null;
    readonly grants: readonly object[];
    readonly ok: boolean;
    readonly checkpoint: { readonly seq: number; readonly hash: string };
  };

type Entry = KeyJson & RoleJson & ChangeJson;

export function bodyOf(answer: { readonly body: unknown }): Body {
  return answer.body as Body;
}
