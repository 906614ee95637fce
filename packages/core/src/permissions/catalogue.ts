import { ConfigurationError } from "../configuration-error.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { keyRules } from "../keys/key-rules.js";
import { isPermission } from "./permission.js";

/** A permission that keys can hold, in a line for people. */
export interface CatalogueEntry {
  readonly permission: string;
  readonly description: string;
}

/** The application's permissions and those of key management, in a fixed order. */
export type Catalogue = readonly CatalogueEntry[];

const MANAGEMENT: Catalogue = Object.entries({
  "api-keys:read": "See API keys and how often they are used",
  "api-keys:create": "Create API keys",
  "api-keys:update": "Change API keys, enable and disable them",
  "api-keys:rotate": "Give API keys new tokens and end the overlap with the old ones",
  "api-keys:revoke": "Revoke API keys for good",
  "api-keys:reveal": "Show the tokens of API keys again, where tokens are retrievable",
  "api-keys:introspect": "Ask whether a token is active and what it may do",
  "api-roles:read": "See roles",
  "api-roles:write": "Create, change and delete custom roles",
  "api-changes:read": "See who has changed API keys and roles",
}).map(asEntry);

/** Checks the option `permissions`: the application's come first, in the order given, then those of key management. */
export function catalogueOf(option: Readonly<Record<string, string>>): Catalogue {
  if (!isPlainObject(option))
    throw new ConfigurationError(
      "permissions",
      'must be permissions with a text each: { "bundles:read": "See bundles" }',
    );
  const own = Object.entries(option);
  for (const [permission, description] of own) {
    if (!isPermission(permission))
      throw new ConfigurationError(
        `permissions[${JSON.stringify(permission)}]`,
        'is not a permission like "bundles:read"',
      );
    // A text of its own may stand in for one of key management.
    if (description === "" || keyRules.description(description) !== undefined)
      throw new ConfigurationError(
        `permissions["${permission}"]`,
        "must be a text of 1 to 200 characters on one line",
      );
  }
  const others = MANAGEMENT.filter(({ permission }) => !Object.hasOwn(option, permission));
  return Object.freeze([...own.map(asEntry), ...others]);
}

function asEntry([permission, description]: readonly [string, string]): CatalogueEntry {
  return Object.freeze({ permission, description });
}
