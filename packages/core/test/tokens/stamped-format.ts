import { createHmac } from "node:crypto";

import type { TokenFormat } from "../../src/index.js";

const FORM = /^stamp\.([0-9A-Za-z]{16})\.([a-z0-9]*)\.(\d+)\.([0-9a-f]{64})$/;

export interface StampedFormat extends TokenFormat {
  /** How often a stamp was checked. */
  readonly checks: () => number;
}

/**
 * A format for tests: `stamp.<id>.<owner>.<generation>.<mac>`, of which rows keep `stamp$<generation>`. `version` is
 * the one that its marks know.
 */
export function stampedFormat({ secret = "stamp", mark = "stamp$" } = {}): StampedFormat {
  let checks = 0;
  const macOf = (body: string) => createHmac("sha256", secret).update(body).digest("hex");
  const tokenOf = (id: string, owner: string | null, generation: number) => {
    const body = `stamp.${id}.${owner ?? ""}.${generation}`;
    return `${body}.${macOf(body)}`;
  };
  const generationOf = (digest: string | null) => Number(/^stamp\$(\d+)$/.exec(digest ?? "")?.[1] ?? 0);

  return {
    name: "stamp",
    marks: [mark],
    parse(token) {
      const [, id, owner] = FORM.exec(token) ?? [];
      return id === undefined ? null : { id, ownerId: owner || null };
    },
    async issue({ id, ownerId, generation }) {
      return { token: tokenOf(id, ownerId, generation), digest: `stamp$${generation}` };
    },
    async reissue({ id, ownerId }, digest) {
      const generation = generationOf(digest);
      return generation === 0 ? null : tokenOf(id, ownerId, generation);
    },
    async matches(token, digest) {
      checks++;
      const [, id = "", owner = "", generation, mac] = FORM.exec(token) ?? [];
      const right = mac === macOf(`stamp.${id}.${owner}.${generation}`);
      return right && digest === `stamp$${generation}`;
    },
    checks: () => checks,
  };
}
