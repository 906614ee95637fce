import type { Figure } from "../figures/figure.ts";
import { p99OfHundreds, percentile } from "../figures/percentile.ts";
import { ratios } from "../figures/ratio.ts";
import { medianOf } from "../figures/spread.ts";
import { dropKeys, seedKeys } from "../floods/flooded-keys.ts";
import { FLOODS } from "../floods/floods.ts";
import type { Measured } from "../floods/measure-flood.ts";
import { runFloods, type Compared } from "../floods/run-floods.ts";
import { inScratchFolder } from "../processes/scratch-folder.ts";
import type { Chapter, Table } from "./chapter.ts";

/** What others ask for while a server is flooded. */
const OTHERS = { unrelated: "an unrelated route", file: "a file read", warm: "a warm key" } as const;
type Other = keyof typeof OTHERS;

const LENGTHS = { turns: 10, seconds: 1 };
const BRIEFLY = { turns: 1, seconds: 0.4 };

/** How many rows of keys may be read for one wrong token. */
const READS = { unknown: 1, wrongSecret: 0, malformed: 0 } as const;

/** What wrong tokens cost those who send none. */
export const floods: Chapter = {
  title: "others' requests while wrong tokens come in, beside the same number of plain 401s",
  run: (plan) =>
    inScratchFolder(async (folder) => {
      const keys = await seedKeys(folder);
      try {
        const { compared, controls } = await runFloods(FLOODS, keys, plan.quick ? BRIEFLY : LENGTHS, plan);
        const [first, second] = controls;
        return {
          figures: compared.flatMap(figuresOf),
          tables: [milliseconds(compared)],
          controls: (["unrelated", "file"] as const).map((other) => ({
            name: `p99 of ${OTHERS[other]}: plain 401s ÷ plain 401s`,
            unit: "×",
            values: ratios(p99s(second, other), p99s(first, other)),
          })),
        };
      } finally {
        await dropKeys(keys);
      }
    }),
};

function figuresOf({ flood, flooded, control }: Compared): readonly Figure[] {
  const { name, perSecond, limited, tokens, keys, atMost } = flood;
  const p99 = (other: Other, bound?: number): Figure => ({
    name: `${name}: p99 of ${OTHERS[other]} ÷ the same beside plain 401s`,
    unit: "×",
    values: ratios(p99s(flooded, other), p99s(control, other)),
    ...(bound !== undefined && { bound: { atMost: bound } }),
  });
  const answers = (status: string) =>
    flooded.map(({ statuses }) => (statuses[status] ?? 0) / total(statuses));
  return [
    p99("unrelated", atMost),
    p99("file", atMost),
    p99("warm"),
    {
      name: `${name}: CPU added by a wrong token, to that of a plain 401`,
      unit: "µs",
      values: flooded.map(({ busy }, round) => ((busy - (control[round]?.busy ?? 0)) * 1e6) / perSecond),
    },
    {
      name: `${name}: rows of keys read for a wrong token`,
      unit: "",
      values: flooded.map(({ counts, statuses }) => counts.reads / total(statuses)),
      bound: { atMost: READS[tokens] },
    },
    {
      name: `${name}: requests with a warm key that were answered from memory, of all`,
      unit: "",
      values: flooded.map(({ counts: { hits, missed } }) => hits / (hits + missed)),
      bound: { atLeast: 1 },
    },
    ...(keys === "bcryptSqlite"
      ? [{ name: `${name}: answered 503, of all`, unit: "" as const, values: answers("503") }]
      : []),
    ...(limited
      ? [{ name: `${name}: answered 429, of all`, unit: "" as const, values: answers("429") }]
      : []),
  ];
}

/** For a sense of proportion, and with what the machine does besides. */
function milliseconds(compared: readonly Compared[]): Table {
  const beside = (of: (measured: Measured) => number, { flooded, control }: Compared) =>
    `${inMilliseconds(flooded.map(of))} / ${inMilliseconds(control.map(of))}`;
  return {
    title: "Milliseconds until others have their answer: under the flood / beside plain 401s",
    head: ["flood", ...SHOWN.map(({ head }) => head)],
    rows: compared.map((each) => [each.flood.name, ...SHOWN.map(({ of }) => beside(of, each))]),
  };
}

const SHOWN: readonly { readonly head: string; of(measured: Measured): number }[] = [
  { head: "unrelated, p50", of: ({ unrelated }) => percentile(unrelated, 0.5) },
  { head: "p99 of a hundred", of: ({ unrelated }) => p99OfHundreds(unrelated) },
  { head: "p99 of all", of: ({ unrelated }) => percentile(unrelated, 0.99) },
  { head: "file, p50", of: ({ file }) => percentile(file, 0.5) },
  { head: "p99 of a hundred", of: ({ file }) => p99OfHundreds(file) },
  { head: "p99 of all", of: ({ file }) => percentile(file, 0.99) },
];

function inMilliseconds(values: readonly number[]): string {
  return medianOf(values).toFixed(2);
}

function p99s(measured: readonly Measured[], other: Other): readonly number[] {
  return measured.map((each) => p99OfHundreds(each[other]));
}

function total(statuses: Readonly<Record<string, number>>): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, 0);
}
