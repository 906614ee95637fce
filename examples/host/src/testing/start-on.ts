import type { Environment } from "../environment.js";
import type { Example } from "../example.js";
import { startExample, type RunningExample } from "../start-example.js";
import { atTheEnd } from "./at-the-end.js";
import { createSqlite, type CreateDatabase } from "./test-databases.js";

type Secrets = Readonly<Record<string, string>>;

const secrets = new WeakMap<object, Secrets>();

/**
 * Starts an example on a new database, at a free port, with secrets of its own, and stops it when the tests of this
 * file have ended. Started again, it has the same secrets; `() => Promise.resolve(url)` gives it the same database.
 */
export async function startOn<Secret extends string>(
  example: Example<Secret>,
  create: CreateDatabase = createSqlite,
  environment: Environment = {},
): Promise<RunningExample> {
  const variables = { PORT: "0", DATABASE_URL: await create(), ...secretsOf(example), ...environment };
  const started = await startExample(example, variables);
  atTheEnd(() => started.stop());
  return started;
}

function secretsOf<Secret extends string>(example: Example<Secret>): Secrets {
  const known = secrets.get(example);
  if (known) return known;
  const kinds = Object.entries<Example["secrets"][string]>(example.secrets);
  const made = Object.fromEntries(kinds.map(([name, kind]) => [name, kind.generate()]));
  secrets.set(example, made);
  return made;
}
