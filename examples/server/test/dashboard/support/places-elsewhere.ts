import { openWindow, press, text, WINDOW, type Place } from "./place.js";

const roles = () => "roles";

export const PLACES_ELSEWHERE: Readonly<Record<string, Place>> = {
  "the roles": { path: roles, go: (page) => text(page, "courier") },
  "the form for a new role": {
    path: roles,
    part: WINDOW,
    go: (page) => openWindow(page, "New role", "New role"),
  },
  "the window to delete a role": {
    part: WINDOW,
    path: roles,
    go: async (page) => {
      await openWindow(page, "Delete courier", "Delete the role?");
      await press(page, "Delete the role");
      await text(page, "The role is in use");
    },
  },
  "the record of changes, checked and unfolded": {
    path: () => "audit",
    go: async (page) => {
      await page
        .getByRole("button", { name: /Details/ })
        .first()
        .click();
      await page.getByRole("row").first().waitFor();
      await press(page, "Check the record");
      await text(page, "as they were written");
    },
  },
  "an address where there is nothing": {
    path: () => "nowhere",
    go: (page) => text(page, "There is no such page"),
  },
};
