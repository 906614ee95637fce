import * as latchkeyExpress from "../src/index.js";

describe("@latchkey/express", () => {
  it("exports these names and no others", () => {
    expect(Object.keys(latchkeyExpress).sort()).toEqual([
      "authenticate",
      "challengeOf",
      "checkIdentity",
      "checkKeyring",
      "clientAddress",
      "credentialRefusal",
      "mannerOf",
      "principalOf",
      "privateAnswer",
      "problem",
      "problemStatus",
      "readCredential",
      "refusalError",
      "rememberManner",
      "requestId",
      "requireAnyPermission",
      "requirePermission",
      "requireScope",
      "resolveRealm",
      "resolveSources",
      "retryAfterOf",
      "sendProblem",
      "verifyEndpoint",
      "verifyToken",
    ]);
  });
});
