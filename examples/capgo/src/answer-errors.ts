import { wireErrors } from "@latchkey/admin";
import { outages, unexpectedErrors } from "@latchkey/example-host/http";

import { capgoWire, refusal } from "./keys/capgo-wire.js";

/** Answers every error in Capgo's form. */
export const answerErrors = [
  outages,
  // The documented texts speak of keys; what is not found or not permitted elsewhere says so itself.
  wireErrors({ ...capgoWire, error: ({ status, detail }) => refusal(status, detail) }),
  unexpectedErrors(refusal(500, "Something went wrong here").body),
];
