import { OPERATOR } from "../support/start-app.js";
import { openForm } from "./support/open-form.js";
import { choicesOf, choose } from "./support/choose.js";
import { inChromium } from "./support/in-chromium.js";
import { soon } from "./support/soon.js";
import { TESTER } from "./support/tester.js";

inChromium((stage) => {
  it("offers an administrator the roles of their own organization, and says what they allow", async () => {
    const { roles } = stage.app.keyring;
    await roles.create({ name: "courier", orgId: "acme", permissions: ["bundles:write"] }, TESTER);
    await roles.create({ name: "stranger", orgId: "globex", permissions: ["bundles:read"] }, TESTER);
    const form = await openForm(await stage.openAs(stage.app.admin, "/dashboard/"));
    const lines = form.getByRole("listitem");
    const says = (...words: readonly string[]) =>
      soon(
        () => lines.allInnerTexts(),
        (shown) => expect(shown).toEqual(words),
      );

    expect(await choicesOf(form, "Role")).toEqual(["admin", "publisher", "reader", "courier"]);
    await choose(form, "Role", "courier");
    await says("Add bundles to the organization");
    await choose(form, "Role", "admin");
    await says("Everything");
  });

  it("offers nobody a role that is more than they may give", async () => {
    const permissions = ["api-keys:*", "api-roles:read", "bundles:read"];
    const actor = { kind: "user", id: "eve", grants: [{ org: "acme", permissions, reach: "all" }] } as const;
    const form = await openForm(await stage.openFor({ actor, path: "/dashboard/" }));

    expect(await choicesOf(form, "Role")).toEqual(["reader"]);
  });

  it("offers a key of one organization no role of another", async () => {
    const role = { name: "of-globex", orgId: "globex", permissions: ["bundles:read"] };
    await stage.app.keyring.roles.create(role, TESTER);
    const form = await openForm(await stage.openAs(OPERATOR, "/dashboard/"));

    await choose(form, "Organization", "Acme");
    expect(await choicesOf(form, "Role")).not.toContain("of-globex");
    await choose(form, "Organization", "Globex");
    expect(await choicesOf(form, "Role")).toContain("of-globex");
  });
});
