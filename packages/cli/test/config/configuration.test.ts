import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runIn } from "../support/run-in.js";
import { testApp, type TestApp } from "../support/test-app.js";
import { anyText, containing } from "../support/texts.js";

describe("the configuration", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.drop());

  it("is found in the folders above", async () => {
    const folder = join(app.folder, "src", "routes");
    mkdirSync(folder, { recursive: true });
    const files: string[] = [];
    const load = async (file: string) => {
      files.push(file);
      return app.open();
    };
    expect(await app.run("keys list", { folder, load })).toMatchObject({ exit: 0 });
    expect(files).toEqual([join(app.folder, "latchkey.config.js")]);
  });

  it("can be named, and have its exports in one default object as CommonJS has", async () => {
    writeFileSync(join(app.folder, "other.cjs"), "");
    const load = async () => ({ default: app.open() });
    expect(await app.run("keys list --config other.cjs", { load })).toMatchObject({ exit: 0 });
    expect(await app.run("keys list --config not-there.cjs")).toMatchObject({ exit: 3 });
  });

  it("is let go of, whether the command works or not", async () => {
    for (const line of ["keys list", "keys show 99"]) {
      const opened = app.open();
      const close = jest.fn(opened.keyring.close);
      await app.run(line, { load: async () => ({ ...opened, keyring: { ...opened.keyring, close } }) });
      expect(close).toHaveBeenCalledTimes(1);
      await expect(opened.db.raw("select 1")).rejects.toThrow();
    }
  });

  it("is missed with a remedy by what needs it, and by nothing else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
    for (const line of ["keys list", "roles list", "changes verify", "prune"]) {
      const { exit, errors } = await runIn(line.split(" "), { folder });
      expect(exit).toBe(3);
      expect(errors).toContain("latchkey init");
    }
    expect(await runIn(["openapi"], { folder })).toMatchObject({ exit: 0 });
    expect(await runIn(["migrate", "status"], { folder })).toMatchObject({
      exit: 3,
      errors: containing("DATABASE_URL"),
    });
    rmSync(folder, { recursive: true });
  });

  it.each([
    [
      "a package that is not installed",
      "Cannot find package '@latchkey/knex' imported from /x/y.js",
      "npm install @latchkey/knex",
    ],
    ["wrong options", "latchkey: option `peppers` must be a list", "option `peppers`"],
  ])("that cannot be loaded for %s is told of in one sentence", async (_, message, told) => {
    const load = () => Promise.reject(new Error(`${message}\n    at /somewhere/else.js:1:1`));
    const { exit, errors } = await app.run("keys list", { load });
    expect(exit).toBe(3);
    expect(errors).toContain(told);
    expect(errors).not.toContain("somewhere/else");
  });

  it("that exports no keyring is refused", async () => {
    const load = async () => ({ keyring: {} });
    expect(await app.run("keys list", { load })).toMatchObject({
      exit: 3,
      errors: containing("`keyring`"),
    });
  });

  it("has errors as JSON on stderr with --json, and stdout stays empty", async () => {
    const { exit, out, errors } = await app.run("keys show 99 --json");
    expect(exit).toBe(1);
    expect(out).toBe("");
    expect(JSON.parse(errors)).toMatchObject({ error: { code: "not_found", remedy: anyText } });
  });
});

describe("DATABASE_URL", () => {
  const migrating = (url: string) =>
    runIn(["migrate", "status"], { folder: tmpdir(), environment: { DATABASE_URL: url } });

  it("is not repeated where it names no database that is known", async () => {
    const { exit, errors } = await migrating("mssql://sa:hunter2hunter2@127.0.0.1/app");
    expect(exit).toBe(3);
    expect(errors).not.toContain("hunter2");
  });

  it("makes no file of a path with a mistake in it", async () => {
    expect(await migrating("not/there.sqlite")).toMatchObject({ exit: 3 });
  });

  it.each(["mysql://root:hunter2hunter2@127.0.0.1:1/app", "postgres://root:hunter2hunter2@127.0.0.1:1/app"])(
    "of a server that is away ends with 4, without the password: %s",
    async (url) => {
      const { exit, errors } = await migrating(url);
      expect(exit).toBe(4);
      expect(errors).toContain("ECONNREFUSED");
      expect(errors).not.toContain("hunter2");
    },
  );
});
