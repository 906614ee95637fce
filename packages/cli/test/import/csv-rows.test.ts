import { csvRows } from "../../src/import/csv-rows.js";
import { linesOf } from "../../src/import/lines-of.js";
import type { SourceRow } from "../../src/import/source-row.js";

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string, { delimiter = ",", size = 7 } = {}): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of csvRows(linesOf(inChunks(text, size)), delimiter)) rows.push(row);
  return rows;
}

describe("csvRows", () => {
  it("reads rows by their columns' names, each with the line it begins in", async () => {
    expect(await rowsOf("token,label\r\nabc,First\r\n\r\ndef,Zweiter Schlüssel")).toEqual([
      { line: 2, values: { token: "abc", label: "First" } },
      { line: 4, values: { token: "def", label: "Zweiter Schlüssel" } },
    ]);
  });

  it("reads the same whatever the chunks are", async () => {
    const text = "\ufefftoken,label\nabc,Schlüssel 🔑\n";
    for (const size of [1, 2, 3, 5, 1_000])
      expect(await rowsOf(text, { size })).toEqual([
        { line: 2, values: { token: "abc", label: "Schlüssel 🔑" } },
      ]);
  });

  it("reads quoted cells, with delimiters, quotes and line ends in them", async () => {
    expect(await rowsOf('a,b\n"x,y","say ""hi"""\n"two\nlines",z\nlast,row\n')).toEqual([
      { line: 2, values: { a: "x,y", b: 'say "hi"' } },
      { line: 3, values: { a: "two\nlines", b: "z" } },
      { line: 5, values: { a: "last", b: "row" } },
    ]);
  });

  it("takes another delimiter", async () => {
    expect(await rowsOf("a\tb\n1\t2,3\n", { delimiter: "\t" })).toEqual([
      { line: 2, values: { a: "1", b: "2,3" } },
    ]);
  });

  it("loses no other row to one with a stray quote", async () => {
    const rows = await rowsOf('a,b\none,1\n"two,2\nthree,3\nfour,4"\nfive,"5"\nsix,6\n');
    expect(rows.map((row) => ("values" in row ? row.values["b"] : `line ${row.line}`))).toEqual([
      "1",
      "line 3",
      "3",
      "line 5",
      "5",
      "6",
    ]);
  });

  it("loses no other row to a stray quote far behind which another one stands", async () => {
    const many = Array.from({ length: 200 }, (_, index) => `row${index},${index}`);
    const rows = await rowsOf(["a,b", '"x,1', ...many, 'y,"2', "z,3"].join("\n"), { size: 64 });
    expect(rows).toHaveLength(203);
    expect(rows.filter((row) => "fault" in row).map(({ line }) => line)).toEqual([2, 203]);
  });

  it("refuses a row with another number of cells, without saying what is in them", async () => {
    expect(await rowsOf("a,b\nsecret\n1,2,3\nx,y\n")).toEqual([
      { line: 2, fault: "It has 1 cells, and there are 2 columns." },
      { line: 3, fault: "It has 3 cells, and there are 2 columns." },
      { line: 4, values: { a: "x", b: "y" } },
    ]);
  });

  it("holds no line that is longer than any row, and goes on behind it", async () => {
    const rows = await rowsOf(`a,b\n${"x".repeat(300_000)}\nc,d\n`, { size: 10_000 });
    expect(rows).toEqual([
      { line: 2, fault: "The line is too long." },
      { line: 3, values: { a: "c", b: "d" } },
    ]);
  });

  it("refuses a file without columns, or with two of one name", async () => {
    await expect(rowsOf("")).rejects.toThrow("nothing in it");
    await expect(rowsOf("a,a\n1,2\n")).rejects.toThrow("one name");
  });
});
