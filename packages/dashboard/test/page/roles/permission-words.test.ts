import { permissionGroups } from "../../../page/roles/permission-groups.ts";
import { permissionWords } from "../../../page/roles/permission-words.ts";

const CATALOGUE = [
  { permission: "bundles:read", description: "See bundles" },
  { permission: "bundles:write", description: "Publish bundles" },
  { permission: "api-keys:read", description: "See API keys" },
];

const words = (...permissions: string[]) => permissionWords(permissions, CATALOGUE);

describe("what permissions allow", () => {
  it("is said with the catalogue's words, in its order", () => {
    expect(words("bundles:write", "bundles:read")).toEqual(["See bundles", "Publish bundles"]);
  });

  it("is nothing without any", () => {
    expect(words()).toEqual([]);
  });

  it("is everything with two stars, whatever else there is", () => {
    expect(words("bundles:read", "*:*", "bundles:*")).toEqual(["Everything"]);
  });

  it("is everything with a thing where its actions are a star, and no more lines about that", () => {
    expect(words("bundles:read", "bundles:*", "bundles:burn", "api-keys:read")).toEqual([
      "Everything with bundles",
      "See API keys",
    ]);
    expect(words("api-keys:*")).toEqual(["Everything with API keys"]);
  });

  it("is one action with everything where the thing is a star", () => {
    expect(words("*:read", "bundles:read", "bundles:write")).toEqual([
      "“read” with everything",
      "Publish bundles",
    ]);
  });

  it("is the text of a permission that the catalogue does not have, as it stands there", () => {
    expect(words("gone:read", "<b>:x")).toEqual(["gone:read", "<b>:x"]);
  });

  it("is said once, though two permissions have the same words", () => {
    const twice = [...CATALOGUE, { permission: "bundles:list", description: "See bundles" }];

    expect(permissionWords(["bundles:read", "bundles:list"], twice)).toEqual(["See bundles"]);
  });
});

describe("the catalogue", () => {
  it("is shown by what its permissions are about", () => {
    const groups = permissionGroups(CATALOGUE).map(({ name, entries }) => [
      name,
      ...entries.map(({ permission }) => permission),
    ]);

    expect(groups).toEqual([
      ["Bundles", "bundles:read", "bundles:write"],
      ["API keys", "api-keys:read"],
    ]);
  });
});
