import { ratios } from "../figures/ratio.ts";
import type { Figure } from "../figures/figure.ts";
import { codeLoaded } from "../start-up/code-loaded.ts";
import { FORMATS, type Format } from "../start-up/formats.ts";
import { loadAfresh, type Load } from "../start-up/load-afresh.ts";
import type { Chapter, Findings, Plan } from "./chapter.ts";

/** A start takes a fifth of a second, and the next one differs by a tenth. */
const MORE_ROUNDS = 4;

type Starts = ReturnType<typeof startEach>;

/** What loading `@latchkey/core` and `@latchkey/express` costs an application that starts. */
export const startUp: Chapter = {
  title: "loading core and express, alone and in an Express app, beside that app without them",
  run: async (plan) => {
    const parts = (Object.keys(FORMATS) as Format[]).map((format) => inFormat(format, plan));
    return {
      figures: parts.flatMap(({ figures }) => figures),
      controls: parts.flatMap(({ controls = [] }) => controls),
    };
  },
};

function inFormat(format: Format, { rounds, quick, say }: Plan): Findings {
  const starts: Starts[] = [];
  for (let round = 0; round < (quick ? rounds : rounds * MORE_ROUNDS); round++) {
    starts.push(startEach(format));
    if (round % MORE_ROUNDS === 0) say(`${format}, round ${round + 1}`);
  }
  const bare = cpuOf(starts, "bare");
  const figures = [...times(starts, bare), ...memory(starts), code(format)];
  const controls: readonly Figure[] = [
    { name: "bare ÷ bare, CPU", unit: "×", values: ratios(cpuOf(starts, "bareAgain"), bare) },
  ];
  return { figures: figures.map(named(format)), controls: controls.map(named(format)) };
}

/** Every start of one round, one after the other. */
function startEach(format: Format) {
  return {
    nothing: loadAfresh(format, "nothing"),
    bare: loadAfresh(format, "bare"),
    alone: loadAfresh(format, "latchkey"),
    inApp: loadAfresh(format, "latchkey", "bare"),
    builtins: loadAfresh(format, "builtins"),
    bareAgain: loadAfresh(format, "bare"),
  } as const satisfies Readonly<Record<string, Load>>;
}

function times(starts: readonly Starts[], bare: readonly number[]): readonly Figure[] {
  return [
    {
      name: "loaded in an Express app ÷ loading that app, CPU",
      unit: "×",
      values: ratios(cpuOf(starts, "inApp"), bare),
      bound: { atMost: 0.15 },
    },
    {
      name: "loaded alone ÷ loading a bare Express app, CPU",
      unit: "×",
      values: ratios(cpuOf(starts, "alone"), bare),
      bound: { atMost: 0.15 },
      note: "most of it is Node's crypto, net and zlib, which every Express app loads",
    },
    {
      name: "Node's crypto, net and zlib alone ÷ loading a bare Express app, CPU",
      unit: "×",
      values: ratios(cpuOf(starts, "builtins"), bare),
    },
    { name: "loading a bare Express app, CPU", unit: "ms", values: bare },
    { name: "loaded in an Express app, CPU", unit: "ms", values: cpuOf(starts, "inApp") },
  ];
}

function memory(starts: readonly Starts[]): readonly Figure[] {
  const atMost = { atMost: 2 };
  return [
    { name: "heap, in an Express app", unit: "MiB", values: added(starts, "inApp", "heap"), bound: atMost },
    { name: "heap, alone", unit: "MiB", values: added(starts, "alone", "heap"), bound: atMost },
    {
      name: "resident memory, in an Express app",
      unit: "MiB",
      values: added(starts, "inApp", "resident"),
      bound: atMost,
    },
    {
      name: "resident memory, alone",
      unit: "MiB",
      values: added(starts, "alone", "resident"),
      note: "Node's modules included",
    },
    { name: "resident memory of those modules", unit: "MiB", values: added(starts, "builtins", "resident") },
  ];
}

function code(format: Format): Figure {
  const { files, bytes } = codeLoaded(format);
  return { name: "JavaScript read", unit: "B", values: [bytes], note: `${files} files` };
}

/** Beyond what was there before it was loaded. */
function added(
  starts: readonly Starts[],
  loaded: "inApp" | "alone" | "builtins",
  memory: "heap" | "resident",
): readonly number[] {
  const before = loaded === "inApp" ? "bare" : "nothing";
  return starts.map((start) => start[loaded][memory] - start[before][memory]);
}

function cpuOf(starts: readonly Starts[], loaded: keyof Starts): readonly number[] {
  return starts.map((start) => start[loaded].cpu);
}

function named(format: Format): (figure: Figure) => Figure {
  return (figure) => ({ ...figure, name: `${format}: ${figure.name}` });
}
