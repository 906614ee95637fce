import { signal } from "./signal.ts";

/** How it stands between this page and the API. */
export type Link = "up" | "lost" | "unavailable";

/** `lost`: no answer came at all; `unavailable`: the last answer was that the server cannot work just now. */
export const link = signal<Link>("up");

/** Whether an answer has said that nobody is signed in, or no more. */
export const signedOut = signal(false);
