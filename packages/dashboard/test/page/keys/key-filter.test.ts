import { changedFilter, keyFilterOf } from "../../../page/keys/key-filter.ts";

const filterOf = (query: string) => keyFilterOf(new URLSearchParams(query));

describe("the filter in the address", () => {
  it("is empty when there is none", () => {
    expect(Object.keys(filterOf(""))).toEqual([]);
    expect(Object.keys(filterOf("q=&status="))).toEqual([]);
  });

  it("is what the API calls it", () => {
    expect(
      filterOf("q=build&status=active&role=reader&org_id=acme&project_id=w&owner_id=o&sort=name"),
    ).toEqual({
      q: "build",
      status: "active",
      role: "reader",
      org_id: "acme",
      project_id: "w",
      owner_id: "o",
      sort: "name",
    });
  });

  it("leaves out what the API does not know", () => {
    expect(filterOf("status=lost&sort=-name&limit=9&cursor=x")).toEqual({});
  });

  it("changes by what is named and keeps the rest", () => {
    const before = new URLSearchParams("q=build&status=active");

    expect(changedFilter(before, { status: undefined, role: "reader" }).toString()).toBe(
      "q=build&role=reader",
    );
    expect(before.toString()).toBe("q=build&status=active");
  });

  it("loses the project with its organization", () => {
    const before = new URLSearchParams("org_id=acme&project_id=website");

    expect(changedFilter(before, { org_id: undefined }).toString()).toBe("");
  });
});
