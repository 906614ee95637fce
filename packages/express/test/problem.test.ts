import { problem, problemStatus, type Fault } from "../src/index.js";

/** The errors table of the design, by status. */
const STATUSES: readonly [number, readonly Fault["code"][]][] = [
  [400, ["invalid_request", "unknown_field", "invalid_field", "invalid_cursor", "grant_required"]],
  [401, ["credentials_required", "invalid_token", "key_expired", "key_disabled", "key_not_yet_valid"]],
  [
    403,
    ["insufficient_permissions", "out_of_scope", "out_of_reach", "ceiling_exceeded", "cross_site_request"],
  ],
  [404, ["not_found"]],
  [405, ["method_not_allowed"]],
  [409, ["key_revoked"]],
  [412, ["version_mismatch"]],
  [413, ["body_too_large"]],
  [415, ["unsupported_media_type"]],
  [503, ["store_unavailable", "store_busy", "identity_unavailable", "busy"]],
];

describe.each(STATUSES)("status %i", (status, codes) => {
  it.each(codes)("is %s, with a title", (code) => {
    const document = problem({ code, detail: "What was wrong." }, "r-1");
    expect(document).toEqual({
      type: `urn:latchkey:problem:${code}`,
      title: expect.stringMatching(/^[A-Z][A-Za-z -]+$/) as string,
      status,
      detail: "What was wrong.",
      code,
      request_id: "r-1",
    });
  });
});

describe("a revoked key", () => {
  it("is 409 as what a request is about, and 401 as its credential", () => {
    expect(problemStatus({ code: "key_revoked", detail: "" })).toBe(409);
    expect(problemStatus({ code: "key_revoked", detail: "", ofActor: true })).toBe(401);
    expect(problemStatus({ code: "not_found", detail: "", ofActor: true })).toBe(404);
  });
});

describe("field errors", () => {
  it.each([
    [["name"], "name"],
    [["permissions", 2], "permissions[2]"],
    [["metadata", "a"], "metadata.a"],
    [["metadata", "a b", "c", 0, 1], 'metadata["a b"].c[0][1]'],
    [[], ""],
  ])("have their path %j as %j", (path, text) => {
    const errors = [{ path, message: "must be a string", code: "invalid_field" as const }];
    const document = problem({ code: "invalid_field", detail: "", errors }, "r-1");
    expect(document.errors).toEqual([{ path: text, message: "must be a string" }]);
  });
});
