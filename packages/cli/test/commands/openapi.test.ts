import { runIn } from "../support/run-in.js";

describe("latchkey openapi", () => {
  it("prints the document of the admin API, for where it is mounted", async () => {
    const { exit, out } = await runIn(["openapi", "--mount", "/internal/keys/"]);
    expect(exit).toBe(0);
    const document = JSON.parse(out) as { openapi: string; paths: object; servers: unknown };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(["/keys", "/keys/{id}", "/roles", "/changes"]),
    );
    expect(document.servers).toEqual([{ url: "/internal/keys" }]);
  });

  it("is the same with --json, and of /admin by default", async () => {
    const plain = await runIn(["openapi"]);
    expect((await runIn(["openapi", "--json"])).out).toBe(plain.out);
    expect(plain.out).toContain('"url": "/admin"');
  });
});
