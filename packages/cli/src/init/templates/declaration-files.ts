/** For apps in TypeScript: what `latchkey.js` exports. */
export const MOUNT_DECLARATION = `import type { Express } from "express";

export declare function mountLatchkey(app: Express): void;
`;

/** The same of `latchkey.config.js`. */
export const CONFIG_DECLARATION = `import type { Keyring } from "@latchkey/core";
import type { Knex } from "knex";

export declare const db: Knex;
export declare const keyring: Keyring;
`;
