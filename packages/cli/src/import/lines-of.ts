/** A line of a text, numbered from 1; `text` is null where it is longer than anybody's row. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

/** More than a key with all its metadata. */
const LONGEST = 65_536;

/** The lines of a stream, however long it is; of a line that never ends no more than the beginning is held. */
export async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 1;
  let rest = "";
  let tooLong = false;
  for await (const chunk of chunks) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const ends = rest.split("\n");
    rest = ends.pop() ?? "";
    for (const text of ends) {
      yield { number: number++, text: tooLong ? null : checked(text) };
      tooLong = false;
    }
    if (rest.length > LONGEST) {
      tooLong = true;
      rest = "";
    }
  }
  if (tooLong || rest !== "") yield { number, text: tooLong ? null : checked(rest) };
}

function checked(text: string): string | null {
  return text.length > LONGEST ? null : text.replace(/\r$/, "");
}
