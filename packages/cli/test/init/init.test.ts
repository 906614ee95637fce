import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { answering, runIn, type Around } from "../support/run-in.js";
import { GENERATED_APP } from "./generated-app.js";
import { anyText, containing } from "../support/texts.js";

const MANIFEST = { name: "my-app", private: true, dependencies: { express: "~4.16.1" } };
const FILES = ["latchkey.config.js", "latchkey.js", "latchkey-operator.js", ".env", ".gitignore"];

describe("latchkey init", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
    write("package.json", JSON.stringify(MANIFEST));
    write("app.js", GENERATED_APP);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string): void {
    writeFileSync(join(folder, path), text);
  }

  function read(path: string): string {
    return readFileSync(join(folder, path), "utf8");
  }

  function init(line: string, around: Around = {}) {
    return runIn(["init", ...line.split(" ").filter(Boolean)], { folder, ...around });
  }

  it("shows the changes, asks, and writes them", async () => {
    const prompts = answering({ confirm: true });
    const { exit, out, errors } = await init("", { prompts });
    expect(exit).toBe(0);
    expect(prompts.asked).toHaveLength(6);
    expect(errors).toContain("+mountLatchkey(app);");
    expect(errors).toContain("+++ latchkey.config.js");
    for (const file of FILES) expect(existsSync(join(folder, file))).toBe(true);
    expect(read("app.js")).toContain("mountLatchkey(app);");
    expect(out).toContain("npx latchkey migrate up");
  });

  it("writes nothing without a yes, in a dry run, or where there is nobody to ask", async () => {
    const no = await init("", { prompts: answering({ confirm: false }) });
    expect(no.exit).toBe(130);
    const dry = await init("--dry-run");
    expect(dry).toMatchObject({ exit: 0, out: containing("+mountLatchkey(app);") });
    const nobody = await init("");
    expect(nobody).toMatchObject({ exit: 2, errors: containing("--yes") });
    for (const file of FILES) expect(existsSync(join(folder, file))).toBe(false);
    expect(read("app.js")).toBe(GENERATED_APP);
  });

  it("keeps secrets in .env, for its owner and not for git, and shows none of them", async () => {
    write(".env", "EXISTING=hunter2hunter2");
    const { out, errors } = await init("--yes");
    const env = read(".env");
    expect(env).toMatch(/^EXISTING=hunter2hunter2\n/);
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
    expect(read(".gitignore")).toMatch(/^\.env$/m);
    for (const name of ["LATCHKEY_PEPPER", "LATCHKEY_SESSION_SECRET", "LATCHKEY_OPERATOR"]) {
      const [, value = ""] = new RegExp(`^${name}=(.+)$`, "m").exec(env) ?? [];
      expect(value.length).toBeGreaterThanOrEqual(43);
      expect(out + errors).not.toContain(value);
    }
    expect(out + errors).not.toContain("hunter2");
    for (const file of FILES.slice(0, 3)) expect(read(file)).not.toMatch(/[\w-]{43}/);
  });

  it("shows the operator's password once, and keeps a hash of it", async () => {
    const { out } = await init("--yes");
    const [, password = ""] = /password, which is shown this once: ([\w-]{20})$/m.exec(out) ?? [];
    expect(password).toHaveLength(20);
    for (const file of FILES) expect(read(file)).not.toContain(password);
    expect(read(".env")).toMatch(/^LATCHKEY_OPERATOR=scrypt:[\w-]{22}:[\w-]{43}$/m);
  });

  it("changes nothing when it is run again, and overwrites nobody's own file", async () => {
    await init("--yes");
    write("latchkey.js", "// mine\n");
    const before = FILES.map(read);
    const again = await init("--yes --json --store postgres");
    expect(again.exit).toBe(0);
    // DATABASE_URL is what another store needs besides.
    expect(JSON.parse(again.out)).toMatchObject({ files: [".env"], operator_password: null });
    expect(FILES.filter((file) => file !== ".env").map(read)).toEqual(
      before.filter((_, index) => FILES[index] !== ".env"),
    );
    expect(JSON.parse((await init("--yes --json")).out)).toMatchObject({ files: [] });
  });

  it("makes a new password where its line was taken away, and touches nothing else", async () => {
    await init("--yes");
    const kept = read(".env");
    write(".env", kept.replace(/^LATCHKEY_OPERATOR=.*\n/m, ""));
    const { out } = await init("--yes --json");
    expect(JSON.parse(out)).toMatchObject({ files: [".env"], operator_password: anyText });
    expect(read(".env")).toContain(/^LATCHKEY_PEPPER=.+$/m.exec(kept)?.[0] ?? "none");
  });

  it("names what has to be installed, a newer Express included", async () => {
    const { out } = await init("--yes --store mysql");
    expect(out).toMatch(/npm install express@4 @latchkey\/core .+ mysql2$/m);
    expect(out).toContain("DATABASE_URL");
    expect(read(".env")).toMatch(/^DATABASE_URL=mysql:/m);
    mkdirSync(join(folder, "node_modules/express"), { recursive: true });
    write("node_modules/express/package.json", '{ "version": "4.21.0" }');
    expect((await init("--yes")).out).not.toContain("express@4");
  });

  it("takes paths and prefix, and writes nothing but such into code", async () => {
    await init("--yes --prefix acme --api /v1 --admin /internal/admin --dashboard /keys --sign-in /enter");
    expect(read("latchkey.config.js")).toContain('prefix: "acme"');
    expect(read("latchkey.js")).toContain('app.use("/v1", authenticate(keyring))');
    for (const wrong of [
      '--api /x");evil("',
      "--api api",
      "--api /api/",
      "--prefix A",
      "--store oracle",
      "--admin /api/admin",
      "--admin /dashboard",
    ])
      expect(await init(`--yes ${wrong}`)).toMatchObject({ exit: 2 });
  });

  it("makes a prefix of the app's name", async () => {
    write("package.json", JSON.stringify({ ...MANIFEST, name: "@house/9 Lives: The-Application!" }));
    await init("--yes");
    expect(read("latchkey.config.js")).toContain('prefix: "livestheapplicat"');
  });

  it("writes ESM into an ESM app", async () => {
    write("package.json", JSON.stringify({ ...MANIFEST, type: "module" }));
    write("app.js", 'import express from "express";\nconst app = express();\napp.listen(3000);\n');
    await init("--yes");
    expect(read("app.js")).toContain('import { mountLatchkey } from "./latchkey.js";');
    for (const file of FILES.slice(0, 3)) {
      expect(read(file)).toMatch(/^import /m);
      expect(read(file)).not.toMatch(/require\(|module\.exports|__dirname/);
    }
  });

  it("declares types for an app in TypeScript", async () => {
    rmSync(join(folder, "app.js"));
    mkdirSync(join(folder, "src"));
    write("src/app.ts", 'import express from "express";\nexport const app = express();\n');
    await init("--yes");
    expect(read("src/app.ts")).toContain('import { mountLatchkey } from "../latchkey.js";');
    expect(read("latchkey.d.ts")).toContain("mountLatchkey(app: Express)");
  });

  it("says which lines to add where it does not know where", async () => {
    rmSync(join(folder, "app.js"));
    write("start.js", "require('./make')(require('express'));\n");
    const { exit, out } = await init("--yes");
    expect(exit).toBe(0);
    expect(out).toContain("mountLatchkey(app);");
    expect(read("start.js")).not.toContain("Latchkey");
  });

  it("wants an Express app", async () => {
    write("package.json", "{}");
    expect(await init("--yes")).toMatchObject({ exit: 3, errors: containing("express") });
    rmSync(join(folder, "package.json"));
    expect(await init("--yes")).toMatchObject({ exit: 3 });
  });
});
