import { OPERATOR } from "../support/start-app.js";
import { barriersOn } from "./support/barriers-on.js";
import { inChromium } from "./support/in-chromium.js";
import { signInAs, submitSignIn } from "./support/sign-in-as.js";

inChromium((stage) => {
  it("leads whoever is not signed in to the sign-in page, and from there back to the keys", async () => {
    const page = await stage.open("/dashboard/");
    await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
    await page.getByRole("link", { name: "Sign in" }).click();
    await submitSignIn(page, OPERATOR);

    await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
    expect(page.url()).toBe(`${stage.app.address}/dashboard/`);
  });

  it("leads back to the page that somebody came for, with its filters", async () => {
    const page = await stage.open("/dashboard/?status=active");
    await page.getByRole("link", { name: "Sign in" }).click();
    await submitSignIn(page, OPERATOR);

    await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
    expect(page.url()).toBe(`${stage.app.address}/dashboard/?status=active`);
  });

  it("says that a password is wrong, and takes the right one after", async () => {
    const page = await stage.open("/?next=/dashboard/");
    await submitSignIn(page, { ...OPERATOR, password: "wrong horse battery" });
    await page.getByText("The e-mail address or the password is wrong.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");

    await submitSignIn(page, OPERATOR);
    await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
  });

  it("shows an organization's administrator who they are, and leads to signing out", async () => {
    const page = await stage.open("/");
    await signInAs(page, stage.app.admin, "/dashboard/");
    await page.getByRole("button", { name: "Ada" }).click();
    await page.getByRole("menuitem", { name: "Account and signing out" }).click();
    await page.getByText("Signed in as Ada").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();

    await page.goto("/dashboard/");
    await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
  });

  it("leads to no other server after signing in", async () => {
    const page = await stage.open("/?next=//evil.example/");
    await submitSignIn(page, OPERATOR);
    await page.getByText("Signed in as Operator").waitFor();
    expect(new URL(page.url()).origin).toBe(stage.app.address);
    await page.getByRole("link", { name: "dashboard" }).click();
    await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
  });

  it.each([
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "https://evil.example/",
    "javascript:alert(1)",
    "evil.example",
    "//[",
    "",
  ])("leads whoever is signed in already to no other place than this server: %j", async (next) => {
    const page = await stage.openAs(OPERATOR, `/?next=${encodeURIComponent(next)}`);
    await page.getByText("Signed in as Operator").waitFor();
    expect(new URL(page.url()).origin).toBe(stage.app.address);
  });

  it("leads on at once whoever is signed in already", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.goto("/?next=/dashboard/roles");
    await page.waitForURL(`${stage.app.address}/dashboard/roles`);
  });

  it.each(["light", "dark"] as const)("keeps nobody out, in %s colours", async (colorScheme) => {
    const page = await stage.open("/dashboard/", { colorScheme });
    await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
    expect(await barriersOn(page)).toEqual([]);

    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await barriersOn(page)).toEqual([]);

    await signInAs(page, OPERATOR, "/dashboard/");
    await page.goto("/");
    await page.getByText("Signed in as Operator").waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });
});
