import { hasEmptySegment, requestPath } from "../../src/http/request-path.js";

describe("the path of a request", () => {
  it.each([
    ["/admin/keys", "/admin/keys"],
    ["/admin/keys/", "/admin/keys"],
    ["/admin/keys?limit=1", "/admin/keys"],
    ["/admin/keys/?next=/elsewhere", "/admin/keys"],
    ["/", ""],
    ["//evil.example/keys", "/evil.example/keys"],
    ["http://evil.example/admin/keys", "/admin/keys"],
    ["http://%", ""],
    ["*", ""],
  ])("of %s is '%s': never another host's, whatever the client sent", (originalUrl, path) => {
    expect(requestPath({ originalUrl })).toBe(path);
  });
});

describe("an empty segment", () => {
  it.each([
    ["/admin//keys", true],
    ["//admin/keys", true],
    ["/admin/keys//", true],
    ["http://app.example/admin//keys", true],
    ["http://app.example/admin/keys", false],
    ["/admin/keys/", false],
    ["/admin/keys?next=//elsewhere", false],
    ["/", false],
    ["*", false],
  ])("is in the path of %s: %s", (originalUrl, there) => {
    expect(hasEmptySegment({ originalUrl })).toBe(there);
  });
});
