import { dashboard, type DashboardOptions } from "../src/index.js";
import { resolveOptions } from "../src/dashboard-options.js";

const make = (options: unknown) => () => dashboard(options as DashboardOptions);

describe("the options", () => {
  it("have defaults", () => {
    expect(resolveOptions({ api: "/admin" })).toEqual({
      api: "/admin",
      signIn: null,
      example: "/admin/self",
      reveal: false,
    });
  });

  it("are taken as they are given, but for slashes at the end of the API's path", () => {
    const given = { api: "/v1/admin//", signIn: "/login?from=keys", example: "/api/whoami", reveal: true };

    expect(resolveOptions(given)).toEqual({ ...given, api: "/v1/admin" });
    expect(resolveOptions({ api: "/" })).toMatchObject({ api: "", example: "/self" });
  });

  it("are refused under a wrong name, with the one that was meant", () => {
    expect(make({ api: "/admin", signin: "/" })).toThrow(/`signin` is unknown; did you mean `signIn`\?/);
    expect(make({ api: "/admin", colour: "red" })).toThrow(/`colour` is unknown; dashboard knows `api`/);
    expect(make(undefined)).toThrow("dashboard takes an object of options");
  });

  const noPaths = [
    undefined,
    null,
    7,
    "",
    "admin",
    "./admin",
    "//api.example.com/admin",
    "/\\api.example.com",
    "https://api.example.com/admin",
    "javascript:alert(1)",
    "/ad min",
    "/admin\n",
    "/\tadmin",
  ];

  it.each(noPaths)("are refused where `api` is not a path of this origin: %j", (api) => {
    expect(make({ api })).toThrow('option `api` must be a path of this origin, such as "/admin"');
  });

  it.each(noPaths.slice(1))("are refused where another path is none: %j", (path) => {
    expect(make({ api: "/admin", signIn: path })).toThrow("option `signIn` must be a path");
    expect(make({ api: "/admin", example: path })).toThrow("option `example` must be a path");
  });

  it("are refused where `api` has a query, or `reveal` is a word", () => {
    expect(make({ api: "/admin?v=1" })).toThrow("option `api` must not hold ? or #");
    expect(make({ api: "/admin#keys" })).toThrow("option `api` must not hold ? or #");
    expect(make({ api: "/admin", reveal: "no" })).toThrow("option `reveal` must be true or false");
  });
});
