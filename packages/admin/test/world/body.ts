import type { Problem } from "@latchkey/express";

import type { KeyJson } from "../../src/wire/key-json.js";

/** Everything the body of an answer can hold; a test knows which of it there is. */
export interface Body extends KeyJson, Pick<Problem, "code" | "detail" | "request_id"> {
  readonly errors: NonNullable<Problem["errors"]>;
  readonly key: KeyJson;
  readonly token: string;
  readonly data: readonly KeyJson[];
  readonly next_cursor: string | null;
  readonly grants: readonly object[];
}

export function bodyOf(answer: { readonly body: unknown }): Body {
  return answer.body as Body;
}
