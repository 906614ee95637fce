import type { Table } from "../chapters/chapter.ts";
import { medianOf } from "../figures/spread.ts";
import type { Measured } from "../http/run-rounds.ts";
import { subjects } from "../subjects/subjects.ts";
import { LOAD_NAMES, LOAD_TEXTS, PEERS, type SettingResult } from "./compared.ts";
import { rates } from "./rates.ts";

/** The medians of everything in one setting. */
export function cells({ name, rounds }: SettingResult): Table {
  return {
    title: `${name}: requests a second, and µs of CPU for each`,
    head: ["", ...LOAD_NAMES.flatMap((load) => [LOAD_TEXTS[load], "CPU"])],
    rows: (["bare", "latchkey", "latchkeyUncached", ...PEERS] as const).map((subject) => [
      subjects[subject].about,
      ...LOAD_NAMES.flatMap((load) => rateAndCpu(rounds[subject][load])),
    ]),
  };
}

function rateAndCpu(measured: readonly Measured[]): readonly string[] {
  const cpu = medianOf(measured.map(({ cpuPerRequest }) => cpuPerRequest));
  return [written(medianOf(rates(measured))), written(cpu)];
}

function written(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 1 : 0 });
}
