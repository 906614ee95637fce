import type { RequestListener } from "node:http";

import type { Knex } from "knex";

import type { Environment } from "./environment.js";
import type { SecretKind } from "./secrets/secret-kind.js";

/** An example app, before it is told anything from outside. */
export interface Example<Secret extends string = string> {
  /** As it is printed: `Capgo example`. */
  readonly name: string;
  /** The folder below the example for the SQLite file and generated secrets: `new URL("../data/", import.meta.url)`. */
  readonly dataFolder: URL;
  /** The secrets it needs, by the names of their environment variables. */
  readonly secrets: Readonly<Record<Secret, SecretKind>>;
  /** Makes the app. Nothing is asked of the database yet. */
  open(host: Host<Secret>): OpenExample | Promise<OpenExample>;
}

/** What an example is given. */
export interface Host<Secret extends string = string> {
  /** Closed by the host, after the example. */
  readonly db: Knex;
  readonly secrets: Readonly<Record<Secret, string>>;
  /** Variables of the example's own; one that is set to nothing is not there. */
  readonly environment: Environment;
  /** The file that holds a secret which had to be generated; null for one that was set. */
  fileOf(secret: Secret): string | null;
}

/** An example app over its database. */
export interface OpenExample {
  /** An Express app, for instance. */
  readonly app: RequestListener;
  /** Brings the database up to date, and the keyring to work. */
  start(): Promise<void>;
  /**
   * Fills an empty database, once the app listens at this address, and gives the lines that are shown once, with curl
   * commands that work as printed; null when it was not empty. Of processes that start together one gets the lines.
   */
  firstStart(address: string): Promise<readonly string[] | null>;
  /** Lines to print at every start, after the address. */
  greeting?(address: string): readonly string[];
  /** Writes what is left to write; no request comes any more. */
  close(): Promise<void>;
}
