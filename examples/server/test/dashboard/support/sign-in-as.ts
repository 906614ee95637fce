import type { Page } from "playwright-core";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in as people do, on the page that leads on to `path`. */
export async function signInAs(page: Page, who: Credentials, path: string): Promise<void> {
  await page.goto(`/?next=${encodeURIComponent(path)}`);
  await submitSignIn(page, who);
  await page.waitForURL((url) => url.pathname + url.search === path);
}

/** Fills in the form and sends it. */
export async function submitSignIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
