import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blocksOf } from "./documents.mjs";

const ANSWERS = /^The .+ answers at (\S+)$/m;
const PATIENCE_MS = 60_000;
/** Where what is imported is found as an application of this repository finds it. */
const FOLDER = "node_modules/.docs-apps";
const PEPPER = "a pepper for the documents, long enough to be one";
const LISTEN = `const listening = app.listen(0, () => {
  console.log("The app answers at http://localhost:" + listening.address().port);
});`;

/** An example app as it was built, over an empty SQLite database. */
export function exampleApp(name) {
  return () => runningApp(join("examples", name, "dist", "main.js"));
}

/** The app that a document's own samples make: those that hold one of these texts, put together. */
export function documentedApp(document, { samples, before = "", replaced = [] }) {
  return () => {
    const blocks = blocksOf(document).filter(({ language }) => language === "ts");
    const chosen = samples.map((text) => {
      const block = blocks.find((each) => each.text.includes(text));
      if (block === undefined) throw new Error(`${document} has no sample with ${text}`);
      return block.text;
    });
    const source = replaced.reduce(
      (text, [part, other]) => {
        if (!text.includes(part)) throw new Error(`${document} has no sample with ${part}`);
        return text.replace(part, () => other);
      },
      [before, ...chosen].join("\n"),
    );
    const listens = /app\.listen\(3000\);/;
    const complete = listens.test(source) ? source.replace(listens, LISTEN) : `${source}\n${LISTEN}`;
    mkdirSync(FOLDER, { recursive: true });
    const file = join(FOLDER, `${document.replaceAll(/[/.]/g, "-")}.mjs`);
    writeFileSync(file, stripTypeScriptTypes(complete));
    return runningApp(file);
  };
}

/** A program that prints where it answers; resolves once it does. */
function runningApp(main) {
  if (!existsSync(main)) throw new Error(`there is no ${main}; run npm run build first`);
  const folder = mkdtempSync(join(tmpdir(), "latchkey-docs-app-"));
  const database = join(folder, "app.sqlite");
  const settings = {
    PORT: "0",
    DATABASE_URL: `sqlite:${database}`,
    SQLITE_FILE: database,
    LATCHKEY_PEPPER: PEPPER,
  };
  const app = spawn(process.execPath, [main], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => app.once("close", resolve));
  const stop = async () => {
    app.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const timer = setTimeout(() => app.kill("SIGKILL"), PATIENCE_MS);
  return new Promise((resolve, reject) => {
    let printed = "";
    app.stdout.on("data", (data) => {
      printed += data;
      const [, address] = ANSWERS.exec(printed) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve({ address, printed, stop });
    });
    void ended.then((code) => reject(new Error(`${main} ended with ${code}: ${printed}`)));
  });
}
