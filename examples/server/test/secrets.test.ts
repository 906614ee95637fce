import { secrets } from "../src/secrets.js";

describe("a secret of the server", () => {
  it.each([
    ["LATCHKEY_PEPPER", "must be 32 bytes or longer"],
    ["SESSION_SECRET", "must be 32 bytes or longer"],
    ["ADMIN_EMAIL", "must be an e-mail address"],
    ["ADMIN_PASSWORD", "must be 12 characters or longer"],
  ] as const)("called %s %s, and is generated so", (name, message) => {
    const { schema, generate } = secrets[name];

    const refused = schema.safeParse("short");

    expect(refused.error?.issues.map((issue) => issue.message)).toEqual([message]);
    expect(schema.safeParse(generate()).success).toBe(true);
  });

  it("is the operator's address in lower case, so that signing in finds it", () => {
    expect(secrets.ADMIN_EMAIL.schema.parse("Admin@Example.com")).toBe("admin@example.com");
    expect(secrets.ADMIN_EMAIL.generate()).toBe("operator@example.com");
  });
});
