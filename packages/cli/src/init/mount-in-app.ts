/** How the file that makes the app is written. */
export interface AppStyle {
  readonly imports: boolean;
  /** Where the mounting file is, seen from this one: `./latchkey.js`. */
  readonly from: string;
}

const LOADS_EXPRESS =
  /^(?<indent>\s*)(?:(?<keyword>const|let|var|import)\b.*|\}.*)(?:require\(|from\s*)(?<quote>["'])express\k<quote>\)?(?<semicolon>;?)\s*$/;
const MAKES_APP =
  /^(?<indent>\s*)(?:export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*(?::[^=]+)?=\s*express\(\)/;

/**
 * The app's file with two lines more: one behind that which loads express, and one before the first route, in the
 * style that the file has. Null where it is not clear where they belong.
 */
export function mountInApp(text: string, { imports, from }: AppStyle): string | null {
  if (text.includes("mountLatchkey")) return text;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(eol);
  const loadsAt = lines.findIndex((line) => LOADS_EXPRESS.test(line));
  const makesAt = lines.findIndex((line) => MAKES_APP.test(line));
  const loads = LOADS_EXPRESS.exec(lines[loadsAt] ?? "")?.groups;
  const makes = MAKES_APP.exec(lines[makesAt] ?? "")?.groups;
  if (loads === undefined || makes === undefined || makesAt <= loadsAt) return null;

  const { quote = '"', keyword = "const", semicolon = "" } = loads;
  const { name = "app", indent = "" } = makes;
  const file = `${quote}${from}${quote}`;
  const loading = imports
    ? `import { mountLatchkey } from ${file}${semicolon}`
    : `${keyword === "var" ? "var" : "const"} { mountLatchkey } = require(${file})${semicolon}`;
  const mountAt = firstRoute(lines, makesAt, { name, indent });
  return [
    ...lines.slice(0, loadsAt + 1),
    loading,
    ...lines.slice(loadsAt + 1, mountAt),
    `${indent}mountLatchkey(${name})${semicolon}`,
    ...(lines[mountAt]?.trim() === "" ? [] : [""]),
    ...lines.slice(mountAt),
  ].join(eol);
}

/** The line to stand before: that of the first route, or the one behind the making of the app. */
function firstRoute(
  lines: readonly string[],
  makesAt: number,
  { name, indent }: { name: string; indent: string },
): number {
  const begins = ["use", "all", "get", "post", "put", "patch", "delete"].map(
    (method) => `${indent}${name}.${method}(`,
  );
  const at = lines.findIndex(
    (line, index) =>
      index > makesAt && begins.some((begin) => line.startsWith(begin)) && /\(\s*["'`]\//.test(line),
  );
  return at === -1 ? makesAt + 1 : at;
}
