import { answering } from "../support/run-in.js";
import { testApp, type TestApp } from "../support/test-app.js";
import { containing } from "../support/texts.js";

describe("latchkey roles", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.drop());

  it("makes, lists, shows, changes and deletes a custom role", async () => {
    const made = await app.run(
      "roles create ops --org acme --permission bundles:read --description reading --json",
    );
    const { id } = JSON.parse(made.out) as { id: string };
    expect((await app.run("roles list --org acme")).out).toMatch(/b:reader[\s\S]+ops/);
    expect((await app.run(`roles show ${id}`)).out).toContain("reading");

    await app.run(`roles update ${id} --permission bundles:write`);
    expect(JSON.parse((await app.run(`roles show ${id} --json`)).out)).toMatchObject({
      permissions: ["bundles:write"],
      org_id: "acme",
    });
    expect(await app.run(`roles update ${id}`)).toMatchObject({ exit: 2 });

    await app.run("keys create --org acme --role ops");
    const inUse = await app.run(`roles delete ${id} --yes`);
    expect(inUse).toMatchObject({ exit: 1, errors: containing("keys list --role") });
    await app.run("keys revoke 1 --yes");
    expect(await app.run(`roles delete ${id}`)).toMatchObject({ exit: 2 });
    expect(await app.run(`roles delete ${id}`, { prompts: answering({ confirm: true }) })).toMatchObject({
      exit: 0,
    });
    expect(await app.run(`roles show ${id}`)).toMatchObject({ exit: 1 });
  });

  it("does not change built-in ones", async () => {
    expect(await app.run("roles update b:reader --description mine")).toMatchObject({ exit: 1 });
  });
});
