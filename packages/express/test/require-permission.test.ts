import type { RequestHandler } from "express";
import request from "supertest";

import { authenticate, requireAnyPermission, requirePermission } from "../src/index.js";
import { signedInAs } from "./signed-in-as.js";
import { parseProblem } from "./parse-problem.js";
import { keysInAllStates } from "./states.js";
import { whoAmI } from "./who-am-i.js";

const ask = (...handlers: RequestHandler[]) => request(whoAmI(...handlers)).get("/whoami");

describe.each([
  ["requirePermission", requirePermission],
  ["requireAnyPermission", requireAnyPermission],
])("%s", (name, guard) => {
  it.each([["bundles:read"], ["bundles:*"], ["*:read"], ["*:*"]])(
    "lets a holder of %s read bundles",
    async (held) => {
      const answer = await ask(signedInAs({ permissions: ["other:read", held] }), guard("bundles:read"));
      expect(answer.status).toBe(200);
    },
  );

  it.each([[[]], [["bundles:write"]], [["other:*"]], [["bundles:read.all"]]])(
    "refuses a holder of %j as 403 with the permissions asked for",
    async (permissions) => {
      const answer = await ask(signedInAs({ permissions }), guard("bundles:read", "bundles:list"));
      expect([answer.status, parseProblem(answer.text).code]).toEqual([403, "insufficient_permissions"]);
      expect(parseProblem(answer.text).detail).toContain("bundles:read, bundles:list");
      expect(answer.headers["www-authenticate"]).toBe(
        `Bearer realm="api", error="insufficient_scope", error_description="${parseProblem(answer.text).detail}", ` +
          'scope="bundles:read bundles:list"',
      );
    },
  );

  it("refuses a request without a principal as 401 with a bare challenge", async () => {
    const answer = await ask(guard("bundles:read"));
    expect([answer.status, parseProblem(answer.text).code]).toEqual([401, "credentials_required"]);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="api"');
  });

  it("challenges with the realm of the authentication before it", async () => {
    const { keyring, tokens } = await keysInAllStates();
    const handlers = [authenticate(keyring, { realm: "acme", optional: true }), guard("bundles:burn")];
    const nobody = await ask(...handlers);
    expect(nobody.headers["www-authenticate"]).toBe('Bearer realm="acme"');
    const somebody = await ask(...handlers).set("x-api-key", tokens.active);
    expect(somebody.headers["www-authenticate"]).toMatch(/^Bearer realm="acme", error="insufficient_scope"/);
  });

  it("throws at construction without a permission and for what is none", () => {
    expect(() => guard()).toThrow(`${name} takes at least one permission`);
    for (const wrong of ["bundles", "Bundles:read", "bundles:read:all", "bundles:", ""]) {
      expect(() => guard("bundles:read", wrong)).toThrow(`this is none: ${JSON.stringify(wrong)}`);
    }
    expect(() => guard(["bundles:read"] as never)).toThrow("this is none");
    expect(() => guard(undefined as never)).toThrow("this is none: undefined");
    expect(() => guard("bundles:read", undefined as never)).toThrow("this is none: undefined");
  });
});

describe("several permissions", () => {
  const half = signedInAs({ permissions: ["bundles:read"] });

  it("are all needed by requirePermission, which names the missing ones", async () => {
    const answer = await ask(half, requirePermission("bundles:read", "bundles:write"));
    expect(answer.status).toBe(403);
    expect(parseProblem(answer.text).detail).toBe(
      "This API key lacks what is needed here: bundles:write. Use a key that has it.",
    );
    const whole = signedInAs({ permissions: ["bundles:read", "bundles:write"] });
    expect((await ask(whole, requirePermission("bundles:read", "bundles:write"))).status).toBe(200);
  });

  it("are alternatives to requireAnyPermission", async () => {
    expect((await ask(half, requireAnyPermission("bundles:write", "bundles:read"))).status).toBe(200);
  });
});
