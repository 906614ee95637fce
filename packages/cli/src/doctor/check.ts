import type { Clock } from "@latchkey/core";

import type { Config } from "../config/load-config.js";
import type { Database } from "../config/workspace.js";
import type { Engine } from "./engine.js";
import type { Finding } from "./finding.js";

/** What is examined. */
export interface Patient {
  readonly config: Config | null;
  readonly clock: Clock;
}

/** The same with a database that answers. */
export interface OpenPatient extends Patient, Database {
  readonly engine: Engine;
}

/** One thing to look at: without a database, or only with one. What it throws becomes a finding that fails. */
export interface Check<P extends Patient = Patient> {
  readonly name: string;
  look(patient: P): Promise<readonly Finding[]>;
}
