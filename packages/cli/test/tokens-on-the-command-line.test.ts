import { COMMANDS } from "../src/commands/commands.js";
import { runIn } from "./support/run-in.js";
import { testApp } from "./support/test-app.js";

const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
const TOKEN = `acme_live_7Fq2mX0cRt9aLw4Z_${SECRET}3rCvDM`;
const JWT = `eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhZGEifQ.${SECRET}`;

describe("a token on the command line", () => {
  const lines = COMMANDS.flatMap((entry) =>
    "commands" in entry ? entry.commands.map(({ name }) => [entry.name, name]) : [[entry.name]],
  );

  it.each(lines)("is refused by %s %s, and not repeated", async (...words) => {
    for (const given of [
      [TOKEN],
      ["--name", TOKEN],
      [`--token=${TOKEN}`],
      ["--json", TOKEN],
      [`--x=${JWT}`],
    ]) {
      const { exit, out, errors } = await runIn([...words.filter(Boolean), ...given]);
      expect(exit).toBe(2);
      expect(errors).toContain("leaked");
      expect(out + errors).not.toContain(SECRET.slice(0, 8));
    }
  });

  it("is not repeated either where it is in no shape that is known", async () => {
    const app = await testApp();
    for (const line of [
      `keys ${SECRET}`,
      `keys list --${SECRET}`,
      `keys list ${SECRET}`,
      `keys show ${SECRET}`,
      `keys list --limit ${SECRET}`,
      SECRET,
    ]) {
      const { exit, out, errors } = await app.run(line);
      expect(exit).toBe(2);
      expect(out + errors).not.toContain(SECRET.slice(0, 12));
    }
    await app.drop();
  });
});
