import type { Locator } from "playwright-core";

import { choose } from "./choose.js";

/** A key that opens the API for everybody on this machine, for 30 days. */
export async function fillInKey(form: Locator): Promise<void> {
  await form.getByRole("textbox", { name: "Name" }).fill("Nightly build");
  await choose(form, "Organization", "Acme");
  await choose(form, "Role", "publisher");
  await choose(form, "Expires", "30 days from now");
  await addTo(form, "Allowed networks", "127.0.0.0/8");
  await addTo(form, "Tags", "ci");
}

/** Adds an entry to a field that takes several. */
export async function addTo(form: Locator, label: string, entry: string): Promise<void> {
  const field = form.getByRole("combobox", { name: label });
  await field.fill(entry);
  await field.press("Enter");
}
