import { progressBar } from "../../src/terminal/progress-bar.js";

function drawn(columns?: number) {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  return { lines, start: progressBar({ write, ...(columns !== undefined && { columns }) }) };
}

describe("progressBar", () => {
  it("draws over itself until it ends", () => {
    const { lines, start } = drawn();
    const bar = start("Importing");
    bar.advanceTo(0.5, "half");
    bar.end("done");
    expect(lines.map((line) => /(\d+) % {2}(.*)/.exec(line)?.slice(1))).toEqual([
      ["0", "Importing"],
      ["50", "half"],
      ["100", "done"],
    ]);
    expect(lines.every((line) => line.startsWith("\r"))).toBe(true);
    expect(lines.filter((line) => line.includes("\n"))).toHaveLength(1);
  });

  it("stays in one line of a narrow terminal, and within its bounds", () => {
    const { lines, start } = drawn(40);
    const bar = start("a title");
    for (const share of [-1, 7]) bar.advanceTo(share, "x".repeat(200));
    // Besides the four characters that begin the line.
    for (const line of lines) expect(line.length).toBeLessThan(40 + 4);
  });
});
