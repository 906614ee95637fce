import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { databaseAddress, type DatabaseAddress } from "./database/database-address.js";
import { type Environment, withoutEmpty } from "./environment.js";
import type { Example } from "./example.js";
import { localSecrets } from "./secrets/local-secrets.js";
import type { SecretKind } from "./secrets/secret-kind.js";

/** Everything an example is told from outside, checked. */
export interface Settings<Secret extends string = string> {
  /** 0: any that is free. */
  readonly port: number;
  readonly database: DatabaseAddress;
  readonly secrets: Readonly<Record<Secret, string>>;
  /** The file that holds a secret which had to be generated; null for one that was set. */
  fileOf(secret: Secret): string | null;
  /** The variables that are set. */
  readonly environment: Environment;
}

type Told<Secret extends string> = Pick<Example<Secret>, "dataFolder" | "secrets">;

const PORT = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((port) => port <= 65_535, "must be a port number")
  .default(3000);

/**
 * Reads the environment. On SQLite, secrets that are not set are generated once into a file beside the database; on
 * a database server, where several processes must share them, they have to be set.
 */
export async function readSettings<Secret extends string>(
  example: Told<Secret>,
  given: Environment,
): Promise<Settings<Secret>> {
  const environment = withoutEmpty(given);
  const kinds: readonly [string, SecretKind][] = Object.entries(example.secrets);
  const database = databaseAddress(environment.DATABASE_URL, fileURLToPath(example.dataFolder));
  const missing = kinds.filter(([name]) => environment[name] === undefined);
  const generated = missing.length > 0 ? await secretsBeside(database, missing) : null;
  const schemas = kinds.map(([name, { schema }]) => [name, schema]);
  const schema = z.object({ ...(Object.fromEntries(schemas) as z.ZodRawShape), PORT });
  const checked = schema.safeParse({ ...generated?.secrets, ...environment });
  if (!checked.success) throw new Error(whatIsWrong(checked.error));
  const { PORT: port, ...secrets } = checked.data;
  return {
    port,
    database,
    secrets: secrets as Record<Secret, string>,
    fileOf: (secret) => (environment[secret] === undefined ? (generated?.file ?? null) : null),
    environment,
  };
}

async function secretsBeside(database: DatabaseAddress, missing: readonly [string, SecretKind][]) {
  if (database.engine !== "sqlite") throw new Error(whatIsMissing(missing));
  const file = join(dirname(database.file), "secrets.json");
  return { file, secrets: await localSecrets(file, Object.fromEntries(missing)) };
}

function whatIsMissing(missing: readonly [string, SecretKind][]): string {
  const names = missing.map(([name]) => name).join(", ");
  const commands = new Set(missing.flatMap(([, { madeBy }]) => madeBy ?? []));
  return [`With a database server, ${names} must be set, the same for every process.`, ...commands].join(
    "\n",
  );
}

function whatIsWrong({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n");
}
