import { findRoute } from "../../src/routes/find-route.js";
import { adminRoutes } from "../../src/routes/routes.js";

const routes = adminRoutes();
const found = (method: string, path: string) => {
  const there = findRoute(routes, method, path);
  return there.kind === "route" ? [`${there.route.method} ${there.route.path}`, there.id] : there;
};

describe("the route of a request", () => {
  it.each([
    ["GET", "/keys", "GET /keys", ""],
    ["GET", "/keys/", "GET /keys", ""],
    ["HEAD", "/keys/7", "GET /keys/{id}", "7"],
    ["POST", "/keys/7/rotate", "POST /keys/{id}/rotate", "7"],
    ["POST", "/keys/7/rotate/", "POST /keys/{id}/rotate", "7"],
    ["POST", "/keys/rotate/rotate", "POST /keys/{id}/rotate", "rotate"],
    ["GET", "/keys/a%2Fb/usage", "GET /keys/{id}/usage", "a%2Fb"],
    ["GET", "/changes/verification", "GET /changes/verification", ""],
    ["DELETE", "/roles/b:reader", "DELETE /roles/{id}", "b:reader"],
  ])("%s %s is %s with the id '%s', as it was sent", (method, path, name, id) => {
    expect(found(method, path)).toEqual([name, id]);
  });

  it.each([
    "",
    "/",
    "//keys",
    "/keys//",
    "/Keys",
    "/keys/7/Rotate",
    "/keys/7//rotate",
    "/keys/7/rotate/7",
    "/keys/7/%72otate",
    "/keys%2F7",
    "/changes/1",
    "/roles/1/2",
    "/{id}",
  ])("'%s' is nothing", (path) => {
    for (const method of ["GET", "POST", "DELETE"]) expect(found(method, path)).toEqual({ kind: "none" });
  });

  it("is told by what else its path takes", () => {
    expect(found("DELETE", "/keys/7/rotate")).toEqual({ kind: "other-method", allow: "POST" });
    expect(found("PUT", "/roles/7")).toEqual({ kind: "other-method", allow: "GET, HEAD, PATCH, DELETE" });
    expect(found("get", "/keys")).toEqual({ kind: "other-method", allow: "GET, HEAD, POST" });
  });
});
