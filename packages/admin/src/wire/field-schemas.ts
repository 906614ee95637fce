import { KEY_LIMITS, keyRules, type Rule } from "@latchkey/core";
import * as z from "zod";

/** The fields of a key in JSON. Core's rules decide; the metadata says to readers what JSON Schema can say of them. */
export const fieldSchemas = {
  name: text(keyRules.name, KEY_LIMITS.name).meta({
    description: "What people call the key; need not be unique.",
    examples: ["Nightly build"],
  }),
  orgId: text(keyRules.orgId, KEY_LIMITS.id).meta({
    description: "The organization the key is bound to.",
    examples: ["acme"],
  }),
  projectId: text(keyRules.projectId, KEY_LIMITS.id).meta({
    description: "The one project within the organization the key is bound to.",
    examples: ["website"],
  }),
  ownerId: text(keyRules.ownerId, KEY_LIMITS.id).meta({
    description: "The person or service the key acts for.",
    examples: ["u-17"],
  }),
  role: text(keyRules.role, KEY_LIMITS.role).meta({
    description: "The name of a role; the key holds its permissions besides its own.",
    examples: ["reader"],
  }),
  enabled: z.boolean({ error: ({ input }) => keyRules.enabled(input) }).meta({
    description: "A disabled key is refused until it is enabled again.",
  }),
  permissions: z
    .array(ruledString(keyRules.permission), { error: "must be a list" })
    .max(KEY_LIMITS.permissions, { error: `must be a list of ${KEY_LIMITS.permissions} at most` })
    .meta({
      description: 'Permissions of the key\'s own, as "resource:action"; an empty list grants nothing.',
      examples: [["bundles:read"]],
    }),
  inherits: z.boolean({ error: ({ input }) => keyRules.inherits(input) }).meta({
    description: "Has its owner's permissions of the moment, in place of a role and its own.",
  }),
  allowedNetworks: z
    .array(ruledString(keyRules.network), { error: "must be a list" })
    .min(1, { error: "must not be empty: null allows every address" })
    .max(KEY_LIMITS.networks, { error: `must be a list of ${KEY_LIMITS.networks} at most` })
    .meta({
      description: "IP addresses or CIDR blocks that requests must come from; null for anywhere.",
      examples: [["192.0.2.0/24", "2001:db8::/32"]],
    }),
  metadata: z
    .custom<Readonly<Record<string, unknown>>>((value) => keyRules.metadata(value) === undefined, {
      error: ({ input }) => keyRules.metadata(input),
    })
    .meta({
      description: `Whatever the application wants to keep with the key: JSON of ${KEY_LIMITS.metadata} bytes at most.`,
      override: { type: "object", additionalProperties: true },
      examples: [{ ticket: "OPS-42" }],
    }),
  tags: z
    .array(text(keyRules.tag, KEY_LIMITS.tag), { error: "must be a list" })
    .max(KEY_LIMITS.tags, { error: `must be a list of ${KEY_LIMITS.tags} at most` })
    .meta({ description: "Words to find the key by.", examples: [["ci"]] }),
  reason: text(keyRules.reason, KEY_LIMITS.reason).meta({
    description: "Why the key is revoked; kept in the record of changes.",
    examples: ["leaked in a log"],
  }),
  keyId: z
    .string()
    .refine((text) => /^[0-9A-Za-z]{16}$/.test(text), { error: "must be the id of a key" })
    .meta({ description: "The id of a key.", examples: ["7Fq2mX0cRt9aLw4Z"] }),
  actorId: text(actorId, KEY_LIMITS.id).meta({
    description: "Who did it: the id of a user or a key, or the name of a system actor.",
    examples: ["u-17"],
  }),
  roleDescription: ruledString(keyRules.description).meta({
    description: "What the role is for; can be empty.",
    maxLength: KEY_LIMITS.description,
  }),
} as const;

/** Users and keys have ids, system actors names. */
function actorId(value: unknown): string | undefined {
  return keyRules.name(value) === undefined ? undefined : keyRules.ownerId(value);
}

/** Lengths in JSON Schema count code points, as core's limits do; zod's own `max` counts UTF-16 units. */
function text(rule: Rule, maxLength: number) {
  return ruledString(rule).meta({ minLength: 1, maxLength });
}

function ruledString(rule: Rule) {
  return z.string({ error: ({ input }) => rule(input) }).superRefine((value, context) => {
    const message = rule(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}
