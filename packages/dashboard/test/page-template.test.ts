import { pageTemplate } from "../src/page-template.js";
import { readPage } from "../src/read-page.js";
import { filledPage } from "./support/filled-page.js";

const SETTINGS = { api: "/admin", signIn: null, example: "/admin/self", reveal: false };
const VALUES = { nonce: "a-nonce", root: "../" };
const ADDRESS = "http://app.example/dashboard/keys/1";

describe("the built page", () => {
  it("has a place for each value, and none is left when it is filled", () => {
    const html = readPage();
    const filled = pageTemplate(html, SETTINGS)(VALUES);

    expect(html.match(/__[A-Z]+__/g)?.sort()).toEqual(["__NONCE__", "__ROOT__", "__SETTINGS__"]);
    expect(filled).not.toMatch(/__[A-Z]+__/);
    expect(filledPage(filled, ADDRESS)).toMatchObject({ nonce: "a-nonce", settings: SETTINGS });
  });

  it.each([`/"><script>alert(1)</script>`, "/'&lt;&amp;", "/__NONCE____ROOT__", "/$&$1$`"])(
    "holds any setting as text: %s",
    (path) => {
      const settings = { ...SETTINGS, api: path, signIn: path };
      const filled = pageTemplate(readPage(), settings)(VALUES);

      expect(filledPage(filled, ADDRESS)).toMatchObject({ nonce: "a-nonce", settings });
      expect(filledPage(filled, ADDRESS).base.pathname).toBe("/dashboard/");
      expect(filled).not.toContain("<script>");
    },
  );

  it("says what to do where it is missing", () => {
    expect(() => readPage("/nowhere/index.html")).toThrow(
      /the page of the dashboard is not at \/nowhere\/index\.html; run `npm run build`/,
    );
  });
});
