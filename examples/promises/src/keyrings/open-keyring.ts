import { createKeyring, type Keyring, type KeyringOptions, type KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

/** The pepper of every keyring here, those of the server processes included. */
export const PEPPER = { version: 1, secret: "a pepper for the promises, long enough to be one" };

/** A keyring with connections of its own, as another process has them. */
export interface OpenKeyring {
  readonly keyring: Keyring;
  /** Without whatever `around` does. */
  readonly store: KeyStore;
  /** Writes the usage that has gathered, and closes the connections. */
  close(): Promise<void>;
}

export interface OpenOptions extends Partial<Omit<KeyringOptions, "store">> {
  /** Puts something between the keyring and its store. */
  readonly around?: (store: KeyStore) => KeyStore;
}

/** Opens a keyring like the example server's on a database. */
export async function openKeyring(
  config: Knex.Config,
  { around, ...options }: OpenOptions = {},
): Promise<OpenKeyring> {
  const db = knexPkg.knex({ ...config, log: SILENT, compileSqlOnError: false });
  await migrate(db);
  const store = knexStore(db);
  const keyring = createKeyring({
    store: around?.(store) ?? store,
    prefix: "demo",
    peppers: [PEPPER],
    roles: { reader: ["bundles:read"] },
    ...options,
  });
  return { keyring, store, close: () => keyring.close().finally(() => db.destroy()) };
}

const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };
