import type { CreateKey, RateLimit } from "@latchkey/core";

import type { Call, Command } from "../../command.js";
import { jsonObject, moment, rateLimit, repeated, type Moment } from "../../input/readers.js";
import type { Answer } from "../../output/answer.js";
import { tokenAnswer } from "../../output/token-answer.js";

interface Options {
  readonly name?: string;
  readonly org?: string;
  readonly project?: string;
  readonly owner?: string;
  readonly role?: string;
  readonly permission?: readonly string[];
  readonly inherits?: boolean;
  readonly env?: string;
  readonly notBefore?: Moment;
  readonly expires?: Moment;
  readonly network?: readonly string[];
  readonly rateLimit?: RateLimit;
  readonly tag?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export const createKey: Command<Options> = {
  name: "create",
  summary: "Make a key; its token is printed once, alone on stdout",
  details:
    "What a key may do comes from a role, from permissions, from both, or from its owner (--inherits).",
  options: [
    { flags: "--name <text>", text: "what people call it" },
    { flags: "--org <id>", text: "the organization it is bound to" },
    { flags: "--project <id>", text: "the project it is bound to, within --org" },
    { flags: "--owner <id>", text: "the person or service it acts for" },
    { flags: "--role <name>", text: "a built-in role, or a custom one of its organization" },
    { flags: "--permission <resource:action>", text: "a permission; again for more", read: repeated },
    { flags: "--inherits", text: "has its owner's permissions of the moment" },
    { flags: "--env <live|test>", text: "the environment (default: the keyring's first)" },
    {
      flags: "--not-before <time>",
      text: "when it begins to work: a date, a time, or 2h from now",
      read: moment,
    },
    { flags: "--expires <time>", text: "when it stops: a date, a time, or 90d from now", read: moment },
    { flags: "--network <cidr>", text: "where requests must come from; again for more", read: repeated },
    { flags: "--rate-limit <requests/seconds>", text: "such as 100/60", read: rateLimit },
    { flags: "--tag <text>", text: "a tag; again for more", read: repeated },
    { flags: "--metadata <json>", text: "a JSON object of your own", read: jsonObject },
  ],
  examples: [
    [
      "latchkey keys create --name 'Nightly build' --org acme --role reader --expires 90d",
      "for three months",
    ],
    [
      "latchkey keys create --name Ops --org acme --owner ops --permission '*:*'",
      "administers the keys of “ops” in acme, over the admin API",
    ],
    ["KEY=$(latchkey keys create --org acme --permission bundles:read)", "keeps the token in a variable"],
  ],
  async run(call) {
    const keyring = await call.workspace.keyring();
    return createdAnswer(await keyring.create(inputOf(call), call.actor));
  },
};

function createdAnswer(created: Parameters<typeof tokenAnswer>[0]): Answer {
  return tokenAnswer(created, `Made key ${created.key.number}, “${created.key.name}” (${created.key.id}).`);
}

/** Named only where it was given: the keyring has defaults of its own. What is wrong in it core says. */
function inputOf({ options, world }: Call<Options>): CreateKey {
  const now = world.clock.now();
  return {
    name: options.name,
    orgId: options.org,
    projectId: options.project,
    ownerId: options.owner,
    role: options.role,
    permissions: options.permission,
    inherits: options.inherits,
    env: options.env as CreateKey["env"],
    notBefore: options.notBefore?.from(now),
    expiresAt: options.expires?.from(now),
    allowedNetworks: options.network,
    rateLimit: options.rateLimit,
    tags: options.tag,
    metadata: options.metadata,
  };
}
