import type { RequestHandler } from "express";
import request from "supertest";

import type * as LatchkeyExpress from "../src/index.js";
import { accepted, keyringSaying } from "./keyring-saying.js";
import { whoAmI } from "./who-am-i.js";

type Observer = LatchkeyExpress.RefusalObserver;

let latchkey: typeof LatchkeyExpress;
let warnings: jest.SpyInstance;
/** The package as a process finds it that has warned of nothing yet. */
beforeEach(async () => {
  await jest.isolateModulesAsync(async () => {
    latchkey = await import("../src/index.js");
  });
  warnings = jest.spyOn(process, "emitWarning").mockImplementation();
});
afterEach(() => warnings.mockRestore());

const REVOKED = keyringSaying({ ok: false, reason: "key_revoked" });
const IN = keyringSaying(accepted());

function ask(keyring: typeof IN, onRefusal: Observer, options = {}, ...guards: RequestHandler[]) {
  const app = whoAmI(latchkey.authenticate(keyring, { ...options, onRefusal }), ...guards);
  return request(app).get("/whoami?a=b").set("x-api-key", "any");
}

describe("the option onRefusal", () => {
  it("hears of every refusal what the client is told, and of which request", async () => {
    const heard: unknown[] = [];
    const answer = await ask(REVOKED, (refusal, req) => void heard.push([refusal, req.originalUrl]));
    const { code, status, detail } = answer.body as LatchkeyExpress.Problem;
    expect(code).toBe("key_revoked");
    expect(heard).toEqual([[{ code, status, detail }, "/whoami?a=b"]]);
  });

  it.each(["problem", "next"])("hears of each once where errors is %s", async (errors) => {
    const heard: string[] = [];
    await ask(REVOKED, ({ code }) => void heard.push(code), { errors });
    expect(heard).toEqual(["key_revoked"]);
  });

  it("hears of what no keyring was asked about", async () => {
    const heard: unknown[] = [];
    const observer: Observer = ({ code, status }) => void heard.push([code, status]);
    await ask(IN, observer).unset("x-api-key");
    await ask(IN, observer).set("authorization", "any");
    await ask(IN, observer).set("x-api-key", "a".repeat(9_000));
    expect(heard).toEqual([
      ["credentials_required", 401],
      ["invalid_request", 400],
      ["invalid_token", 401],
    ]);
  });

  it("hears of the guards behind the authentication", async () => {
    const heard: unknown[] = [];
    const observer: Observer = ({ code, status }) => void heard.push([code, status]);
    await ask(IN, observer, {}, latchkey.requirePermission("bundles:read"));
    await ask(IN, observer, {}, latchkey.requireAnyPermission("bundles:read"));
    await ask(IN, observer, {}, latchkey.requireScope({ org: () => "acme" }));
    await ask(IN, observer, { optional: true }, latchkey.requirePermission("bundles:read")).unset(
      "x-api-key",
    );
    expect(heard).toEqual([
      ["insufficient_permissions", 403],
      ["insufficient_permissions", 403],
      ["out_of_scope", 403],
      ["credentials_required", 401],
    ]);
  });

  it("hears nothing of requests that are let in", async () => {
    const onRefusal = jest.fn();
    expect((await ask(IN, onRefusal)).status).toBe(200);
    expect((await ask(IN, onRefusal, { optional: true }).unset("x-api-key")).status).toBe(200);
    expect(onRefusal).not.toHaveBeenCalled();
  });

  it.each<[string, Observer]>([
    [
      "throws",
      () => {
        throw new TypeError("secret");
      },
    ],
    ["rejects", (() => Promise.reject(new TypeError("secret"))) as Observer],
  ])("changes no answer when it %s, and is warned of once in a process", async (_how, onRefusal) => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    const answers = [await ask(REVOKED, onRefusal), await ask(REVOKED, onRefusal)];
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(unhandled).not.toHaveBeenCalled();
    expect(warnings.mock.calls).toEqual([
      [
        "`onRefusal` failed (TypeError); requests are refused all the same",
        { type: "LatchkeyWarning", code: "LATCHKEY_ON_REFUSAL" },
      ],
    ]);
  });
});
