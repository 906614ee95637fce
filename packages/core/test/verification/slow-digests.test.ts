import { bcryptDigest } from "../../src/bcrypt/index.js";
import { createKeyring, systemActor } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { watchBcrypt } from "../bcrypt/watch-bcrypt.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";

function bcryptKeyring(queue: number, digests = [bcryptDigest({ queue })]) {
  const peppers = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
  return createKeyring({ store: memoryStore(), peppers, digests, digest: "bcrypt" });
}

const watched = watchBcrypt();
const unknown = (token: string, id: number) =>
  forgedToken({ ...partsOf(token), id: String(id).padStart(16, "0") });

describe("a keyring that keeps tokens with bcrypt", () => {
  it("opens keys by it", async () => {
    const keyring = bcryptKeyring(0);
    const { token } = await keyring.create({ permissions: [] }, systemActor("test"));
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
    expect(await keyring.verify(withWrongSecret(token))).toEqual({ ok: false, reason: "invalid_token" });
  });

  it("compares as often for unknown ids as for wrong secrets, so that time tells neither from the other", async () => {
    const keyring = bcryptKeyring(0);
    const { token } = await keyring.create({ permissions: [] }, systemActor("test"));
    for (const refused of [withWrongSecret(token), unknown(token, 1), unknown(token, 2), unknown(token, 3)]) {
      watched.reset();
      expect(await keyring.verify(refused)).toBe(keyring.verifySync(""));
      expect(watched.compares).toBe(1);
    }
  });

  it("answers busy to a flood, known ids and unknown, and is itself again afterwards", async () => {
    const keyring = bcryptKeyring(1);
    const { token } = await keyring.create({ permissions: [] }, systemActor("test"));
    for (const flooding of [token, unknown(token, 1)]) {
      const verdicts = await Promise.all(Array.from({ length: 20 }, () => keyring.verify(flooding)));
      const busy = verdicts.filter((verdict) => !verdict.ok && verdict.reason === "busy");
      expect(busy.length).toBeGreaterThanOrEqual(16);
      expect(busy[0]).toEqual({ ok: false, reason: "busy", retryAfter: 1 });
    }
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
  });

  it("is itself after a flood that it was made in", async () => {
    const digests = [bcryptDigest({ queue: 0 })];
    const { token } = await bcryptKeyring(0, digests).create({ permissions: [] }, systemActor("test"));
    const keyrings = Array.from({ length: 4 }, () => bcryptKeyring(0, digests));
    for (const keyring of keyrings) {
      const verdict = await keyring.verify(unknown(token, 1));
      expect(["invalid_token", "busy"]).toContain(verdict.ok ? "ok" : verdict.reason);
    }
    for (const keyring of keyrings) {
      expect(await keyring.verify(unknown(token, 1))).toEqual({ ok: false, reason: "invalid_token" });
    }
  });
});
