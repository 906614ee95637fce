import { ConfigurationError } from "@latchkey/core";

import { jwtIdentity, type JwtIdentityOptions } from "../../src/index.js";

const OPTIONS: JwtIdentityOptions = {
  issuer: "https://id.acme.test/",
  audience: "https://api.acme.test",
  jwksUri: "https://id.acme.test/jwks",
};

const make = (options: object) => () => jwtIdentity({ ...OPTIONS, ...options });

describe("options of jwtIdentity", () => {
  it.each([
    [{ isuer: "x" }, "option `isuer` is unknown; did you mean `issuer`?"],
    [{ issuer: undefined }, "option `issuer` must be the claim `iss`"],
    [{ issuer: "" }, "option `issuer` must be"],
    [{ issuer: ["a"] }, "option `issuer` must be"],
    [{ audience: undefined }, "option `audience` must be what stands for this API"],
    [{ audience: "" }, "option `audience` must be"],
    [{ audience: [] }, "option `audience` must be"],
    [{ audience: ["a", ""] }, "option `audience` must be"],
    [{ audience: /a/ }, "option `audience` must be"],
    [{ jwksUri: undefined }, "option `jwksUri` must be the address of a JSON Web Key Set"],
    [{ jwksUri: "/jwks" }, "option `jwksUri` must be the address"],
    [{ jwksUri: 5 }, "option `jwksUri` must be the address"],
    [{ jwksUri: "http://id.acme.test/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "http://127.0.0.1.evil.test/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "http://localhost.evil.test/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "http://10.0.0.1/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "http://[::2]/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "file:///etc/jwks" }, "option `jwksUri` must be https"],
    [{ jwksUri: "data:application/json,{}" }, "option `jwksUri` must be https"],
    [{ jwksUri: "https://me:secret@id.acme.test/jwks" }, "option `jwksUri` must not hold a user"],
    [{ algorithms: [] }, "option `algorithms` must list at least one of RS256, "],
    [{ algorithms: "RS256" }, "option `algorithms` must list"],
    [{ algorithms: ["RS256", "none"] }, "option `algorithms` must list"],
    [{ algorithms: ["HS256"] }, "option `algorithms` must list"],
    [{ algorithms: ["rs256"] }, "option `algorithms` must list"],
    [{ algorithms: ["RSA-OAEP"] }, "option `algorithms` must list"],
    [{ principal: { ownerId: "a" } }, "option `principal` must be a function of the claims"],
    [{ principal: null }, "option `principal` must be a function of the claims"],
    [{ clockTolerance: -1 }, "option `clockTolerance` must be seconds from 0 to 60"],
    [{ clockTolerance: 61 }, "option `clockTolerance` must be"],
    [{ clockTolerance: NaN }, "option `clockTolerance` must be"],
    [{ clockTolerance: "5s" }, "option `clockTolerance` must be"],
    [{ clock: {} }, "option `clock` must have a function `now`"],
    [{ clock: null }, "option `clock` must have a function `now`"],
  ])("%j throw at construction", (options, message) => {
    expect(make(options)).toThrow(message);
    expect(make(options)).toThrow(ConfigurationError);
  });

  it.each([
    [{}],
    [{ jwksUri: new URL("https://id.acme.test/jwks") }],
    [{ jwksUri: "http://localhost:8080/jwks" }],
    [{ jwksUri: "http://127.1:8080/jwks" }],
    [{ jwksUri: "http://[::1]/jwks" }],
    [{ audience: ["a", "b"] }],
    [{ algorithms: ["EdDSA"] }],
    [{ algorithms: undefined, principal: undefined, clockTolerance: undefined, clock: undefined }],
    [{ clockTolerance: 0 }],
    [{ clock: { now: () => 5 } }],
  ])("%j are right, and nothing is asked for", (options) => {
    const fetching = jest.spyOn(globalThis, "fetch");
    expect(make(options)).not.toThrow();
    expect(fetching).not.toHaveBeenCalled();
    fetching.mockRestore();
  });

  it("are needed", () => {
    expect(() => jwtIdentity(undefined as never)).toThrow("jwtIdentity takes an object of options");
  });
});
