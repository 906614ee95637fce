import { answering, runIn } from "../support/run-in.js";

const ID = "7Fq2mX0cRt9aLw4Z";
const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
const TOKEN = `acme_live_${ID}_${SECRET}3rCvDM`;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const SIGNATURE = "c2lnbmF0dXJlLXRoYXQtbXVzdC1ub3QtYmUtc2hvd24";
const JWT = `${part({ alg: "EdDSA", kid: "k1" })}.${part({ sub: "ada" })}.${SIGNATURE}`;

describe("latchkey token inspect", () => {
  const inspect = (stdin: string, ...options: string[]) => runIn(["token", "inspect", ...options], { stdin });

  it("says what a token is, and that its checksum holds, without its secret", async () => {
    const { exit, out, errors } = await inspect(`${TOKEN}\n`);
    expect(exit).toBe(0);
    for (const fact of ["acme", "live", ID, "holds"]) expect(out).toContain(fact);
    expect(out + errors).not.toContain(SECRET.slice(0, 8));
    expect(JSON.parse((await inspect(TOKEN, "--json")).out)).toEqual({
      kind: "latchkey",
      prefix: "acme",
      env: "live",
      id: ID,
      checksum: true,
    });
  });

  it("ends with 1 where the checksum does not hold", async () => {
    const { exit, out } = await inspect(TOKEN.replace("ABC", "ABD"));
    expect(exit).toBe(1);
    expect(out).toContain("does not hold");
  });

  it("shows header and claims of a JWT, and not its signature", async () => {
    const { exit, out, errors } = await inspect(JWT);
    expect(exit).toBe(0);
    expect(out).toContain('"kid": "k1"');
    expect(out).toContain('"sub": "ada"');
    expect(out + errors).not.toContain(SIGNATURE.slice(0, 8));
  });

  it("says of anything else only that it is unknown", async () => {
    for (const text of ["correct-horse-battery-staple", "a.b.c", ""]) {
      const { exit, out, errors } = await inspect(text);
      expect(exit).toBe(1);
      if (text !== "") expect(out + errors).not.toContain(text);
    }
  });

  it("asks at a terminal, where what is typed is not shown", async () => {
    const prompts = answering({ secret: TOKEN });
    const input = Object.assign(empty(), { isTTY: true });
    const { out } = await runWith(input);
    expect(prompts.asked).toHaveLength(1);
    expect(out).toContain(ID);

    function runWith(stdin: typeof input) {
      return runIn(["token", "inspect"], { prompts, ...({ input: stdin } as object) });
    }
  });

  it("refuses an argument, whatever it is", async () => {
    const { exit, errors } = await inspect("", "some-opaque-thing");
    expect(exit).toBe(2);
    expect(errors).toContain("stdin");
    expect(errors).not.toContain("some-opaque-thing");
  });
});

async function* empty(): AsyncGenerator<string> {}
