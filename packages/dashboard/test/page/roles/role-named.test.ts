import type { Role } from "../../../page/api/api.ts";
import { roleNamed } from "../../../page/roles/role-named.ts";

const role = (id: string, given: Partial<Role>): Role => ({
  id,
  name: "deployer",
  description: "",
  permissions: [],
  org_id: null,
  built_in: false,
  grantable: true,
  created_at: null,
  updated_at: null,
  ...given,
});
const ROLES = [
  role("acme", { org_id: "acme" }),
  role("globex", { org_id: "globex" }),
  role("b:reader", { name: "reader", built_in: true }),
];

describe("a role that a key names", () => {
  it.each([
    ["deployer", "acme", "acme"],
    ["deployer", "globex", "globex"],
    ["deployer", "initech", undefined],
    ["deployer", null, undefined],
    ["reader", "globex", "b:reader"],
    ["reader", null, "b:reader"],
    [null, "acme", undefined],
  ])("is its organization's or a built-in one: %s in %s", (name, orgId, id) => {
    expect(roleNamed(ROLES, name, orgId)?.id).toBe(id);
  });
});
