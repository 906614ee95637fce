import { opaqueTokens } from "../../src/tokens/opaque-tokens.js";

const MINTED = 1_000_000;
const HEAD = "key_live_".length;
const RANDOM = 16 + 1 + 43;
/** With 61 degrees of freedom a fair source stays below this all but once in 10^11 times. */
const CHI_SQUARE_BOUND = 170;

/** SECURITY.md 7; one million tokens serve both questions. */
describe("a million tokens", () => {
  const ids = new Set<string>();
  const secrets = new Set<string>();
  /** How often each character code stands at each position. */
  const seen = Array.from({ length: RANDOM }, () => new Uint32Array(128));
  const { random } = Math;

  beforeAll(() => {
    Math.random = () => {
      throw new Error("Math.random is no source of tokens");
    };
    const { mint } = opaqueTokens(["key"], ["live"]);
    const text = Buffer.alloc(RANDOM);
    for (let made = 0; made < MINTED; made++) {
      const { id, token } = mint("live");
      ids.add(id);
      secrets.add(token.slice(HEAD + 17, HEAD + RANDOM));
      text.write(token.slice(HEAD, HEAD + RANDOM), "latin1");
      for (let position = 0; position < RANDOM; position++) {
        const counts = seen[position] as Uint32Array;
        const code = text[position] as number;
        counts[code] = (counts[code] as number) + 1;
      }
    }
  }, 120_000);

  afterAll(() => {
    Math.random = random;
  });

  it("have a million ids and a million secrets, made without Math.random", () => {
    expect([ids.size, secrets.size]).toEqual([MINTED, MINTED]);
  });

  it("have the 62 characters equally often at every position", () => {
    const random = seen.filter((_, position) => position !== 16);
    expect(random).toHaveLength(16 + 43);
    for (const counts of random) {
      const used = [...counts].filter((times) => times > 0);
      expect(used).toHaveLength(62);
      expect(chiSquare(used)).toBeLessThan(CHI_SQUARE_BOUND);
    }
  });
});

function chiSquare(counts: readonly number[]): number {
  const expected = MINTED / counts.length;
  return counts.reduce((sum, times) => sum + (times - expected) ** 2 / expected, 0);
}
