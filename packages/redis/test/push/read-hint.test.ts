import { hintText, readHint } from "../../src/push/read-hint.js";

describe("hints as messages", () => {
  test.each([0, 1, 42, Number.MAX_SAFE_INTEGER])("seq %p arrives as it was sent", (seq) => {
    expect(readHint(hintText({ seq }))).toEqual({ seq });
  });

  test.each([
    "",
    "null",
    "7",
    "[]",
    "{}",
    "{",
    '{"seq":"7"}',
    '{"seq":null}',
    '{"seq":-1}',
    '{"seq":1.5}',
    '{"seq":1e999}',
    '{"seq":9007199254740993}',
    '{"__proto__":{"seq":7}}',
    `{"seq":7${" ".repeat(100)}}`,
    `${"[".repeat(50_000)}`,
    7,
    undefined,
    Buffer.from('{"seq":7}'),
  ])("%p is no hint", (text) => {
    expect(readHint(text)).toBeNull();
  });
});
