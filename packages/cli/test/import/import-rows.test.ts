import { LatchkeyError, type ImportKey, type ImportOutcome } from "@latchkey/core";

import { importRows, type Importing } from "../../src/import/import-rows.js";
import type { SourceRow } from "../../src/import/source-row.js";
import { containing } from "../support/texts.js";

const MAPPING = { foreign: "old", map: { token: "token" }, set: {} };

/** A keyring that has imported nothing yet; `fail` says what goes wrong at which call. */
function recorder(fail: (call: number) => Error | undefined = () => undefined) {
  const calls: ImportKey[][] = [];
  const has = new Set<string>();

  async function importKeys(
    inputs: readonly ImportKey[],
    _actor: unknown,
    { dryRun = false } = {},
  ): Promise<ImportOutcome[]> {
    calls.push([...inputs]);
    const fault = fail(calls.length);
    if (fault !== undefined) throw fault;
    return inputs.map(({ token = "" }) => outcomeOf(token, dryRun));
  }

  function outcomeOf(token: string, dryRun: boolean): ImportOutcome {
    if (token.startsWith("bad")) return { outcome: "refused", code: "invalid_field", message: "It is bad." };
    if (has.has(token)) return { outcome: "duplicate", id: "x" };
    if (!dryRun) has.add(token);
    return { outcome: "imported", key: null, strength: token.startsWith("weak") ? "weak" : "strong" };
  }

  return { calls, has, keyring: { import: importKeys } as unknown as Importing["keyring"] };
}

async function* rowsOf(tokens: readonly string[]): AsyncGenerator<SourceRow> {
  for (const [index, token] of tokens.entries()) yield { line: index + 2, values: { token } };
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `token-${index}`);
}

function importing({ keyring, ...more }: Partial<Importing> & Pick<Importing, "keyring">): Importing {
  const actor = { kind: "system", name: "cli:test" } as const;
  return { keyring, actor, mapping: MAPPING, dryRun: false, fromLine: 0, onBatch() {}, ...more };
}

const from = (tokens: readonly string[]) => ({ rows: rowsOf(tokens), hasColumns: true });

describe("importRows", () => {
  it("goes by batches of 500, and adds up what became of the rows", async () => {
    const { calls, keyring } = recorder();
    const onBatch = jest.fn();
    const tokens = [...many(1_200), "bad-1", "weak-1", "token-3"];
    const totals = await importRows(from(tokens), importing({ keyring, onBatch }));
    expect(calls.map(({ length }) => length)).toEqual([500, 500, 203]);
    expect(totals).toEqual({
      rows: 1_203,
      imported: 1_201,
      weak: 1,
      duplicates: 1,
      refused: 1,
      refusals: [{ line: 1_202, code: "invalid_field", message: "It is bad." }],
    });
    expect(onBatch).toHaveBeenCalledTimes(3);
  });

  it("counts rows that were no rows, and imports those around them", async () => {
    const { has, keyring } = recorder();
    async function* rows(): AsyncGenerator<SourceRow> {
      yield { line: 2, values: { token: "a" } };
      yield { line: 3, fault: "It is none." };
      yield { line: 4, values: { token: "b" } };
    }
    const totals = await importRows({ rows: rows(), hasColumns: true }, importing({ keyring }));
    expect([...has]).toEqual(["a", "b"]);
    expect(totals).toMatchObject({
      rows: 3,
      imported: 2,
      refused: 1,
      refusals: [{ line: 3, message: "It is none." }],
    });
  });

  it("says of a run after one that broke off that the first rows are duplicates", async () => {
    const outage = new LatchkeyError("store_unavailable", "Away.");
    const broken = recorder((call) => (call === 2 ? outage : undefined));
    const first = importRows(from(many(900)), importing(broken));
    await expect(first).rejects.toMatchObject({
      exit: "unavailable",
      message: containing("line 502; 500 keys are in"),
      remedy: containing("--from-line 502"),
    });
    expect(await importRows(from(many(900)), importing(broken))).toMatchObject({
      duplicates: 500,
      imported: 400,
    });
  });

  it("goes on from a line", async () => {
    const { has, keyring } = recorder();
    const totals = await importRows(from(many(10)), importing({ keyring, fromLine: 9 }));
    expect(totals).toMatchObject({ rows: 3, imported: 3 });
    expect([...has]).toEqual(["token-7", "token-8", "token-9"]);
  });

  it("tries a batch again that another write was in the way of", async () => {
    const busy = new LatchkeyError("store_busy", "Busy.", { retryAfter: 0 });
    const { calls, keyring } = recorder((call) => (call <= 2 ? busy : undefined));
    expect(await importRows(from(many(2)), importing({ keyring }))).toMatchObject({ imported: 2 });
    expect(calls).toHaveLength(3);
  });

  it("hands on what is no outage, as it came", async () => {
    const fault = new LatchkeyError("invalid_field", "foreign must name one of the kinds.");
    const { keyring } = recorder(() => fault);
    await expect(importRows(from(many(1)), importing({ keyring }))).rejects.toBe(fault);
  });

  it("finds in a dry run, which writes nothing, what is twice in the file, however far apart", async () => {
    const { has, keyring } = recorder();
    const tokens = [...many(700), "token-1", "bad-1", "bad-1"];
    const totals = await importRows(from(tokens), importing({ keyring, dryRun: true }));
    expect(totals).toMatchObject({ rows: 703, imported: 700, duplicates: 1, refused: 2 });
    expect(has.size).toBe(0);
  });

  it("refuses a mapping of a column that is not there before anything is imported", async () => {
    const { calls, keyring } = recorder();
    const mapping = { ...MAPPING, map: { token: "token", name: "label" } };
    await expect(importRows(from(many(1)), importing({ keyring, mapping }))).rejects.toMatchObject({
      exit: "usage",
      message: "There is no column label.",
      remedy: "There are: token.",
    });
    expect(calls).toHaveLength(0);
    const free = { rows: rowsOf(many(1)), hasColumns: false };
    expect(await importRows(free, importing({ keyring, mapping }))).toMatchObject({ imported: 1 });
  });

  it("holds no more of refusals than the first thousand", async () => {
    const { keyring } = recorder();
    const tokens = Array.from({ length: 1_500 }, (_, index) => `bad-${index}`);
    const { refused, refusals } = await importRows(from(tokens), importing({ keyring }));
    expect(refused).toBe(1_500);
    expect(refusals).toHaveLength(1_000);
  });
});
