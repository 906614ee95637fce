import { choose } from "./choose.js";
import { fillInKey } from "./fill-in-key.js";
import { issueKey } from "./issue-key.js";
import { openForm } from "./open-form.js";
import { openWindow, press, text, WINDOW, type Place } from "./place.js";

const list = () => "";

export const PLACES_IN_THE_LIST: Readonly<Record<string, Place>> = {
  "the list of keys": { path: list, go: (page) => text(page, "Rotating") },
  "a list in which nothing is found": {
    path: () => "?q=nothing",
    go: (page) => text(page, "No key matches"),
  },
  "the list with keys chosen": {
    path: list,
    go: (page) => page.getByRole("checkbox", { name: "Choose all keys of this page" }).check(),
  },
  "the menu of the person": {
    path: list,
    go: async (page) => {
      await press(page, "Operator");
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  "the form for a new key": {
    part: WINDOW,
    path: list,
    go: async (page) => {
      const form = await openForm(page);
      await choose(form, "Role", "publisher");
      await form.getByRole("checkbox", { name: "Give it more permissions of its own" }).check();
      await form.getByRole("checkbox", { name: "Add bundles to the organization" }).waitFor();
    },
  },
  "the form for a new key with its faults": {
    part: WINDOW,
    path: list,
    go: async (page) => {
      const form = await openForm(page);
      await form.getByRole("button", { name: "Create the key" }).click();
      await form.getByText("A key needs a role").first().waitFor();
    },
  },
  "a list to choose from": {
    part: "[role=listbox]",
    // It belongs to its field, wherever it stands in the document.
    except: "region",
    path: list,
    go: async (page) => {
      const form = await openForm(page);
      await form.getByRole("combobox", { name: "Role" }).click();
      await page.getByRole("option").first().waitFor();
    },
  },
  "the token": { path: list, part: WINDOW, go: (page) => issueKey(page, fillInKey) },
  "the window to rename a key": {
    path: list,
    part: WINDOW,
    go: (page) => openWindow(page, "Rename Active", "Rename the key"),
  },
  "the window to revoke many": {
    part: WINDOW,
    path: list,
    go: async (page) => {
      await page.getByRole("checkbox", { name: "Choose all keys of this page" }).check();
      await page.getByRole("button", { name: /^Revoke \d+$/ }).click();
      await page.getByRole("textbox", { name: "Type “revoke” to confirm" }).waitFor();
    },
  },
};
