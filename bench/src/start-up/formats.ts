/** The two ways to load a package. */
export type Format = "ESM" | "CommonJS";

/** What is loaded: by name, since it is compared by it. */
export type Loaded = "nothing" | "bare" | "latchkey" | "builtins";

interface FormatCode {
  /** By which Node knows a file of this format. */
  readonly ending: "mjs" | "cjs";
  readonly code: Readonly<Record<Loaded, string>>;
}

/** Node's own modules that core loads. Express loads them, too. */
const BUILTINS = ["node:crypto", "node:net", "node:zlib"];

export const FORMATS: Readonly<Record<Format, FormatCode>> = {
  ESM: {
    ending: "mjs",
    code: codeOf((name) => `(await import(${JSON.stringify(name)}))`, ".default"),
  },
  CommonJS: { ending: "cjs", code: codeOf((name) => `require(${JSON.stringify(name)})`, "") },
};

function codeOf(load: (name: string) => string, byDefault: string): Readonly<Record<Loaded, string>> {
  return {
    nothing: "",
    bare: `${load("express")}${byDefault}().get("/", (req, res) => res.json({}));`,
    latchkey: `${load("@latchkey/core")}; ${load("@latchkey/express")};`,
    builtins: BUILTINS.map((name) => `${load(name)};`).join(" "),
  };
}
