import bcrypt from "bcrypt";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { sha256 } from "../../src/digests/sha256.js";
import { createKeyring, systemActor, type KeyRecord } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { watchBcrypt } from "../bcrypt/watch-bcrypt.js";
import { forgedToken, partsOf } from "../forged-token.js";
import { insertKeys } from "../insert-keys.js";
import { sampleKey } from "../sample-key.js";
import crypto from "node:crypto";

const PEPPERS = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
const ID = "7Fq2mX0cRt9aLw4Z";
/** A token somebody has thought up, for a row that they can put into the database. */
const TOKEN = forgedToken({ prefix: "acme", env: "live", id: ID, secret: "A".repeat(43) });

const store = memoryStore();
const options = { store, prefix: "acme", peppers: PEPPERS, digests: [bcryptDigest()] };
const keyring = createKeyring(options);
const system = systemActor("test");
const watched = watchBcrypt();

const prehashed = (token: string) => crypto.createHash("sha256").update(token).digest("base64");

/** The verdict on the token when the row holds this digest. */
async function verdictWith(digest: string, fields: Partial<KeyRecord> = {}) {
  const rows = memoryStore();
  await insertKeys(rows, [sampleKey({ id: ID, permissions: ["*:*"], digest, ...fields })]);
  watched.reset();
  return createKeyring({ ...options, store: rows }).verify(TOKEN);
}

/** SECURITY.md 8: who can write to the database, but has no pepper, makes no key. */
describe("a row that somebody put into the database", () => {
  let hash: string;
  beforeAll(async () => {
    hash = await bcrypt.hash(prehashed(TOKEN), 10);
  });

  const sealUnder = (secret: string, id: string, text: string) =>
    peppersOf([{ version: 1, secret }])
      .derivedHmac(1, "latchkey bcrypt seal", `${id}\n${text}`)
      ?.toString("base64url") ?? "";
  const foreign = "x".repeat(32);

  it.each<[string, () => string | Promise<string>]>([
    ["the SHA-256 of a chosen token", () => sha256().create({ id: ID, token: TOKEN })],
    ["its SHA-256 as hmac-sha256", () => `hmac-sha256$v1$${crypto.hash("sha256", TOKEN, "base64url")}`],
    [
      "its HMAC under another pepper",
      () => `hmac-sha256$v1$${crypto.createHmac("sha256", foreign).update(TOKEN).digest("base64url")}`,
    ],
    [
      "its HMAC under an empty pepper",
      () => `hmac-sha256$v0$${crypto.createHmac("sha256", "").update(TOKEN).digest("base64url")}`,
    ],
    ["the token itself", () => TOKEN],
    ["bcrypt of the token, as bcrypt writes it", () => bcrypt.hash(TOKEN, 4)],
    ["bcrypt without a seal", () => `bcrypt$v1$${hash}`],
    ["bcrypt with an invented seal", () => `bcrypt$v1$${"A".repeat(43)}${hash}`],
    ["bcrypt sealed under another pepper", () => `bcrypt$v1$${sealUnder(foreign, ID, hash)}${hash}`],
    [
      "bcrypt sealed to another row",
      () => `bcrypt$v1$${sealUnder(PEPPERS[0]?.secret ?? "", "0".repeat(16), hash)}${hash}`,
    ],
  ])("makes no key with %s", async (_, digest) => {
    expect(await verdictWith(await digest())).toEqual({ ok: false, reason: "invalid_token" });
    expect(watched.compares).toBe(0);
  });

  it("would make one with the pepper, which shows that the rows above fail by their digests alone", async () => {
    expect(
      await verdictWith(`bcrypt$v1$${sealUnder(PEPPERS[0]?.secret ?? "", ID, hash)}${hash}`),
    ).toMatchObject({ ok: true });
    expect(watched.compares).toBe(1);
  });
});

describe("a digest copied to another row", () => {
  it.each(["hmac-sha256", "bcrypt"])("opens nothing there: %s", async (digest) => {
    const minting = createKeyring({ ...options, digest });
    const weak = await minting.create({ permissions: [] }, system);
    const row = await store.findKey({ id: weak.key.id });
    const copied = row?.digest ?? "";
    expect(copied.startsWith(`${digest}$`)).toBe(true);
    expect(await keyring.verify(weak.token)).toMatchObject({ ok: true });

    // The row of a strong key with the digest of a weak one: neither token may open it.
    const rows = memoryStore();
    await insertKeys(rows, [sampleKey({ id: ID, permissions: ["*:*"], digest: copied })]);
    const robbed = createKeyring({ ...options, store: rows });
    const { secret } = partsOf(weak.token);
    watched.reset();
    for (const token of [weak.token, TOKEN, forgedToken({ prefix: "acme", env: "live", id: ID, secret })]) {
      expect(await robbed.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    }
    expect(watched.compares).toBe(0);
  });
});
