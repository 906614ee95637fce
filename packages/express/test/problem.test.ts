import { problem, problemStatus, type Fault } from "../src/index.js";

/** The errors table of the design, by status. */
const STATUSES: readonly [number, readonly Fault["code"][]][] = [
  [400, ["invalid_request", "unknown_field", "invalid_field", "invalid_cursor", "grant_required"]],
  [401, ["credentials_required", "invalid_token", "key_disabled", "key_not_yet_valid", "owner_inactive"]],
  [
    403,
    [
      "insufficient_permissions",
      "out_of_scope",
      "network_not_allowed",
      "out_of_reach",
      "ceiling_exceeded",
      "cross_site_request",
    ],
  ],
  [404, ["not_found"]],
  [405, ["method_not_allowed"]],
  [
    409,
    [
      "key_revoked",
      "key_expired",
      "quota_exceeded",
      "role_in_use",
      "role_name_taken",
      "rotation_in_progress",
      "token_not_retrievable",
    ],
  ],
  [412, ["version_mismatch"]],
  [413, ["body_too_large"]],
  [415, ["unsupported_media_type"]],
  [429, ["rate_limited", "too_many_failures"]],
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

describe.each(["key_revoked", "key_expired"] as const)("%s", (code) => {
  it("is 409 of the key a request is about, and 401 of its credential", () => {
    expect(problemStatus({ code, detail: "" })).toBe(409);
    expect(problemStatus({ code, detail: "", ofActor: true })).toBe(401);
  });
});

it("is of no meaning to other codes whose key they speak of", () => {
  expect(problemStatus({ code: "not_found", detail: "", ofActor: true })).toBe(404);
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
