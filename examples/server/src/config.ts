import { dirname, join } from "node:path";

import { z } from "zod";

import { databaseAddress, type DatabaseAddress } from "./database/database-address.js";
import { localSecrets } from "./local-secrets.js";

/** Everything the server is told from outside, checked. */
export interface Config {
  readonly port: number;
  readonly database: DatabaseAddress;
  /** null: each process is for itself. */
  readonly redisUrl: string | null;
  readonly pepper: string;
  readonly sessionSecret: string;
  /** Who runs this installation; made at the first start. */
  readonly operator: { readonly email: string; readonly password: string };
  /** The file that holds the operator's password, if it had to be generated. */
  readonly passwordFile: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SECRETS = ["LATCHKEY_PEPPER", "SESSION_SECRET", "ADMIN_EMAIL", "ADMIN_PASSWORD"];

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port number")
    .default(3000),
  REDIS_URL: z.string().refine(isRedisUrl, "must begin with redis:// or rediss://").optional(),
  LATCHKEY_PEPPER: z
    .string()
    .refine((secret) => Buffer.byteLength(secret) >= 32, "must be 32 bytes or longer"),
  SESSION_SECRET: z.string().min(32, "must be 32 characters or longer"),
  ADMIN_EMAIL: z.email("must be an e-mail address").toLowerCase(),
  ADMIN_PASSWORD: z.string().min(12, "must be 12 characters or longer"),
});

/**
 * Reads the environment. On SQLite, secrets that are not set are generated once into a file beside the database; on
 * a database server, where several processes must share them, they have to be set.
 */
export function readConfig(environment: Environment, dataFolder: string): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const database = databaseAddress(set.DATABASE_URL, dataFolder);
  const missing = SECRETS.filter((name) => set[name] === undefined);
  const generated = missing.length > 0 ? secretsBeside(database, missing) : null;
  const checked = schema.safeParse({ ...generated?.secrets, ...set });
  if (!checked.success) throw new Error(whatIsWrong(checked.error));
  return {
    port: checked.data.PORT,
    database,
    redisUrl: checked.data.REDIS_URL ?? null,
    pepper: checked.data.LATCHKEY_PEPPER,
    sessionSecret: checked.data.SESSION_SECRET,
    operator: { email: checked.data.ADMIN_EMAIL, password: checked.data.ADMIN_PASSWORD },
    passwordFile: missing.includes("ADMIN_PASSWORD") ? (generated?.file ?? null) : null,
  };
}

function isRedisUrl(url: string): boolean {
  return URL.canParse(url) && ["redis:", "rediss:"].includes(new URL(url).protocol);
}

function secretsBeside(database: DatabaseAddress, missing: readonly string[]) {
  if (database.engine !== "sqlite") throw new Error(whatIsMissing(missing));
  const file = join(dirname(database.file), "secrets.json");
  return { file, secrets: localSecrets(file) };
}

function whatIsMissing(names: readonly string[]): string {
  return [
    `With a database server, ${names.join(", ")} must be set, the same for every process.`,
    "A secret is made by: openssl rand -base64 32",
  ].join("\n");
}

function whatIsWrong({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n");
}
