import type { Call } from "../command.js";
import type { Config } from "../config/load-config.js";
import type { Database } from "../config/workspace.js";
import { faultOf } from "../output/fault-of.js";
import type { Check, OpenPatient, Patient } from "./check.js";
import { checkApp } from "./check-app.js";
import { checkClock } from "./check-clock.js";
import { checkDigests } from "./check-digests.js";
import { checkPeppers } from "./check-peppers.js";
import { checkSchema } from "./check-schema.js";
import { checkSecrets } from "./check-secrets.js";
import { checkSession } from "./check-session.js";
import { checkText } from "./check-text.js";
import { engineOf, select, type Engine } from "./engine.js";
import { found, ok, type Finding } from "./finding.js";

/** With a database that answers. */
const OF_DATABASE: readonly Check<OpenPatient>[] = [checkSchema, checkText, checkSession, checkClock];
/** Once its tables are up to date. */
const OF_TABLES: readonly Check<OpenPatient>[] = [checkPeppers, checkDigests];
const OF_APP: readonly Check[] = [checkApp, checkSecrets];

/** Everything there is to look at, in the order in which one would put it right. */
export async function examine({ workspace, world }: Call): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const config = await configOf(workspace, findings);
  const patient: Patient = { config: config ?? null, clock: world.clock };
  const database = config === undefined ? null : await databaseOf(workspace, findings);
  if (database !== null) {
    const open: OpenPatient = { ...patient, ...database };
    findings.push(...(await all(OF_DATABASE, open)));
    const hasTables = !findings.some(({ check, status }) => check === checkSchema.name && status === "fail");
    if (hasTables) findings.push(...(await all(OF_TABLES, open)));
  }
  return [...findings, ...(await all(OF_APP, patient))];
}

/** Undefined where there is one that cannot be loaded. */
async function configOf(
  workspace: Call["workspace"],
  findings: Finding[],
): Promise<Config | null | undefined> {
  try {
    const config = await workspace.config();
    findings.push(
      config === null
        ? found(
            "warn",
            "configuration",
            "There is no latchkey.config.js, so peppers cannot be checked.",
            "Run it in your app's folder, or `latchkey init` first.",
          )
        : ok("configuration", config.file),
    );
    return config;
  } catch (error) {
    findings.push(failed("configuration", error));
    return undefined;
  }
}

async function databaseOf(
  workspace: Call["workspace"],
  findings: Finding[],
): Promise<(Database & { readonly engine: Engine }) | null> {
  try {
    const database = await workspace.database();
    const engine = engineOf(database.db);
    if (engine === undefined) {
      findings.push(
        found(
          "fail",
          "database",
          "Latchkey does not work on this database.",
          "Use better-sqlite3, mysql2 or pg.",
        ),
      );
      return null;
    }
    await select(database.db, "select 1 as one");
    findings.push(ok("database", `${engine} answers`));
    return { ...database, engine };
  } catch (error) {
    findings.push(failed("database", error));
    return null;
  }
}

async function all<P extends Patient>(checks: readonly Check<P>[], patient: P): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, look } of checks) {
    try {
      findings.push(...(await look(patient)));
    } catch (error) {
      findings.push(failed(name, error));
    }
  }
  return findings;
}

function failed(check: string, error: unknown): Finding {
  const { message, remedy } = faultOf(error);
  return found("fail", check, message, remedy);
}
