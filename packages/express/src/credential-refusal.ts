import type { Identity } from "@latchkey/core";

import type { ResolvedSources } from "./credential-sources.js";
import type { Credential } from "./read-credential.js";
import type { Refusal } from "./send-problem.js";
import { REFUSALS } from "./verify-token.js";

/** How a request is refused that carries no single well-formed credential; nobody is asked. */
export function credentialRefusal(
  credential: Exclude<Credential, { kind: "token" }>,
  sources: ResolvedSources,
  identity?: Identity,
): Refusal {
  switch (credential.kind) {
    case "none":
      return {
        code: "credentials_required",
        detail: identity ? EITHER : `No API key was sent. ${wayToSend(sources)}`,
      };
    case "several":
      return SEVERAL;
    case "malformed":
      return REFUSALS.invalid_token;
  }
}

const SEVERAL: Refusal = {
  code: "invalid_request",
  detail: "More than one credential was sent. Send the API key once, in one header.",
  challenge: { error: "invalid_request" },
};

const EITHER =
  "Neither an API key nor a token was sent. Send one of them, as Authorization: Bearer followed by the key or token.";

function wayToSend({ headers, bearer, raw }: ResolvedSources): string {
  const ways = headers.map((name) => `in the header ${name}`);
  if (bearer) ways.push("as Authorization: Bearer followed by the key");
  else if (raw) ways.push("as the value of Authorization");
  return `Send it ${ways.join(" or ")}.`;
}
