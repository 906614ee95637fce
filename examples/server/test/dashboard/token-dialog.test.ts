import { OPERATOR } from "../support/start-app.js";
import { fillInKey } from "./support/fill-in-key.js";
import { inChromium } from "./support/in-chromium.js";
import { issueKey, takeToken } from "./support/issue-key.js";
import { tracesOf } from "./support/traces-of.js";

const TOKEN = /^demo_live_\w+$/;

inChromium((stage) => {
  it("does not let go of a token before it is kept", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const issued = await issueKey(page, fillInKey);
    const done = issued.getByRole("button", { name: "Done" });

    await page.keyboard.press("Escape");
    await page.mouse.click(5, 400);
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    await (await asked).dismiss();
    expect(await done.isEnabled()).toBe(false);
    expect(await issued.getByRole("button", { name: "Close" }).count()).toBe(0);
    expect(await issued.getByRole("textbox", { name: "Token" }).inputValue()).toMatch(TOKEN);

    await issued.getByRole("checkbox", { name: "I have kept the token" }).check();
    await done.click();
    await issued.waitFor({ state: "detached" });
  });

  it("goes on showing a token to somebody who went back", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    await page.getByRole("link", { name: "Keys", exact: true }).click();
    const issued = await issueKey(page, fillInKey);
    const token = issued.getByRole("textbox", { name: "Token" });
    const shown = await token.inputValue();

    await page.goBack();
    expect(await token.inputValue({ timeout: 5_000 })).toBe(shown);
  });

  it("keeps a token nowhere once its dialog is closed", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const issued = await issueKey(page, fillInKey);
    const shown = await issued.getByRole("textbox", { name: "Token" }).inputValue();
    expect(await tracesOf(page, shown)).toContain("fields");

    const token = await takeToken(issued);
    expect(token).toBe(shown);
    expect(await tracesOf(page, token)).toEqual([]);
    await page.reload();
    await page.getByRole("link", { name: "Nightly build" }).first().click();
    await page.getByRole("region", { name: "History" }).getByText("made this key").waitFor();
    expect(await tracesOf(page, token)).toEqual([]);
  });
});
