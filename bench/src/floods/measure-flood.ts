import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { ROUTES } from "./flooded-app.ts";
import type { Counts } from "./flooded-keyring.ts";
import type { FloodedKeys } from "./flooded-keys.ts";
import type { Flood } from "./floods.ts";
import type { Answered, SendAnswer, SendQuestion } from "./send.ts";
import type { ServeAnswer, ServeQuestion } from "./serve.ts";

export type Sender = RunningProcess<SendQuestion, SendAnswer>;

/** What a server did while it was flooded. */
export interface Measured {
  /** Milliseconds for others: a route that has nothing to do with keys, one that reads a file, and a key that is known. */
  readonly unrelated: Answered;
  readonly file: Answered;
  readonly warm: Answered;
  /** Answers to the flood. */
  readonly flood: Answered;
  readonly counts: Counts;
  /** CPU time of the server's process, its share of one core. */
  readonly busy: number;
}

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const UNRELATED_PER_SECOND = 500;
const FILES_PER_SECOND = 500;
const WARM_PER_SECOND = 100;

export function startSender(): Sender {
  return startProcess(new URL("send.ts", import.meta.url), LOAD_CORE);
}

/** Floods a fresh server, `on` the guarded route, or on the one that answers plain 401s. */
export async function measureFlood(
  flood: Flood,
  on: "guarded" | "plain",
  { database, keys, files }: FloodedKeys,
  seconds: number,
  sender: Sender,
): Promise<Measured> {
  const server = startProcess<ServeQuestion, ServeAnswer>(new URL("serve.ts", import.meta.url), SERVER_CORE);
  try {
    const { limited, perSecond, tokens } = flood;
    const { origin } = await server.ask({ kind: "start", database, keys, limited, warm: files.good });
    const streams = [
      { name: "flood", url: origin + ROUTES[on], perSecond, tokens: files[tokens] },
      { name: "unrelated", url: origin + ROUTES.unrelated, perSecond: UNRELATED_PER_SECOND, tokens: null },
      { name: "file", url: origin + ROUTES.file, perSecond: FILES_PER_SECOND, tokens: null },
      { name: "warm", url: origin + ROUTES.guarded, perSecond: WARM_PER_SECOND, tokens: files.good },
    ];
    // Compiles what runs often, and fills what a flood fills.
    await sender.ask({ seconds: Math.max(0.5, seconds / 4), streams });
    const before = await server.ask({ kind: "count" });
    const began = performance.now();
    const answered = await sender.ask({ seconds, streams });
    const elapsed = performance.now() - began;
    const after = await server.ask({ kind: "count" });
    await server.ask({ kind: "close" });
    if (flood.keys !== "bcryptSqlite") expectFewBusy(answered);
    return {
      unrelated: expect(answered, "unrelated", ["200"]),
      file: expect(answered, "file", ["200"]),
      warm: expect(answered, "warm", ["200"]),
      flood: expect(answered, "flood", [
        "401",
        ...(limited ? ["429"] : []),
        ...(on === "guarded" ? ["503"] : []),
      ]),
      counts: difference(after.counts, before.counts),
      busy: (after.cpu - before.cpu) / 1_000 / elapsed,
    };
  } finally {
    await server.stop();
  }
}

const MOST_BUSY = 0.05;

/** A figure of anything but the answers that were asked for is none. */
function expect(answered: SendAnswer, name: string, wanted: readonly string[]): Answered {
  const stream = answered[name];
  if (stream === undefined || !Object.keys(stream.statuses).every((status) => wanted.includes(status)))
    throw new Error(`${name} was answered ${JSON.stringify(stream?.statuses)}`);
  return stream;
}

/**
 * bcrypt is too busy for most of a flood. Elsewhere, so many reads wait at once as come in a tenth of a second: a moment
 * in which the machine stood still leaves a few answers of 503, and many of them would be a figure of something else.
 */
function expectFewBusy({ flood }: SendAnswer): void {
  const { statuses = {} } = flood ?? {};
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  if ((statuses["503"] ?? 0) > all * MOST_BUSY)
    throw new Error(`flood was answered ${JSON.stringify(statuses)}`);
}

function difference(after: Counts, before: Counts): Counts {
  return {
    reads: after.reads - before.reads,
    hits: after.hits - before.hits,
    missed: after.missed - before.missed,
  };
}
