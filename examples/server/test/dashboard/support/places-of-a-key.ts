import type { Things } from "./make-things.js";
import { openWindow, text, WINDOW, type Place } from "./place.js";

const active = (things: Things) => `keys/${things.active}`;

export const PLACES_OF_A_KEY: Readonly<Record<string, Place>> = {
  "an active key": { path: active, go: (page) => text(page, "made this key") },
  "a key that is being rotated": {
    path: ({ rotating }) => `keys/${rotating}`,
    go: (page) => text(page, "A rotation is under way"),
  },
  "a revoked key": { path: ({ revoked }) => `keys/${revoked}`, go: (page) => text(page, "revoked this key") },
  "a key that there is not": { path: () => "keys/0123456789abcdef", go: (page) => text(page, "No such key") },
  "the form to edit a key": {
    path: active,
    part: WINDOW,
    go: (page) => openWindow(page, "Edit", "Edit the key"),
  },
  "the window to rotate a key": {
    path: active,
    part: WINDOW,
    go: (page) => openWindow(page, "Rotate", "Rotate the key"),
  },
  "the window to revoke a key": {
    path: active,
    part: WINDOW,
    go: (page) => openWindow(page, "Revoke", "Revoke the key"),
  },
};
