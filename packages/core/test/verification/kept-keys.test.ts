import { createKeyring, type Verdict } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { PEPPERS, SYSTEM } from "./two-rings.js";

async function keyringOf(max: number, count: number) {
  const settings = { peppers: PEPPERS, roles: { reader: ["a:read"] } };
  const keyring = createKeyring({ ...settings, store: memoryStore(), cache: { max } });
  await keyring.start();
  const tokens: string[] = [];
  for (let made = 0; made < count; made++)
    tokens.push((await keyring.create({ role: "reader" }, SYSTEM)).token);
  for (const token of tokens) await keyring.verify(token);
  return { keyring, tokens };
}

function principalOf(verdict: Verdict | undefined) {
  if (verdict?.ok !== true) throw new Error("the key was not accepted from memory");
  return verdict.principal;
}

describe("a keyring's memory", () => {
  it("keeps no more keys than it was told: those used last", async () => {
    const { keyring, tokens } = await keyringOf(5, 15);
    const kept = tokens.map((token) => keyring.verifySync(token)?.ok === true);
    await keyring.close();
    expect(kept).toEqual(tokens.map((_, index) => index >= 10));
  });

  it("makes neither a principal nor a list of permissions anew for a key that was accepted lately", async () => {
    const { keyring, tokens } = await keyringOf(5, 2);
    const [first = "", second = ""] = tokens;
    const one = principalOf(keyring.verifySync(first));
    const again = principalOf(keyring.verifySync(first));
    const other = principalOf(keyring.verifySync(second));
    await keyring.close();
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(other.permissions).toBe(one.permissions);
    expect(other.can).toBe(one.can);
  });
});
