import type { Engine } from "../databases/database.ts";
import type { Finding } from "../findings/finding.ts";

/** What a scenario is run with. */
export interface Circumstances {
  readonly engine: Engine;
  /** The long form: more of everything. */
  readonly long: boolean;
  /** Takes what a part of the scenario has found, as soon as it is known. */
  readonly report: (part: string, finding: Finding) => void;
}

/** One situation in which promises are put to the test. */
export interface Scenario {
  /** Which promises of docs/promises.md it is about. */
  readonly promises: string;
  /** The databases it runs on; the first unless another is asked for. */
  readonly engines: readonly [Engine, ...Engine[]];
  readonly needsRedis: boolean;
  run(circumstances: Circumstances): Promise<void>;
}
