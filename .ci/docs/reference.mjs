// The reference of the packages: what each entry exports, with its signature and its docstring as they stand in the
// source. Nothing is inferred, so that what people read is what somebody has written.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { REFERENCE } from "./documents.mjs";
import { exportsOf } from "./exported-declarations.mjs";

const NOTE = "<!-- Made from the docstrings by `npm run docs:reference`. -->";

/** The files there are to be, by their paths. */
export function referenceFiles() {
  const packages = Map.groupBy(entries(), ({ folder }) => folder);
  return new Map([...packages].map(([folder, ours]) => [`${REFERENCE}${folder}.md`, document(ours)]));
}

/** What can be imported, and from where; types carry their word. */
export function exportedNames() {
  return new Map(
    entries().flatMap(({ specifier, source }) =>
      exportsOf(source).map(({ name, isType }) => [isType ? `type ${name}` : name, specifier]),
    ),
  );
}

/** What each package.json exports from a source. */
function entries() {
  return globSync("packages/*/package.json")
    .sort()
    .flatMap((manifest) => {
      const { name, exports = {} } = JSON.parse(readFileSync(manifest, "utf8"));
      return Object.entries(exports).flatMap(([path, target]) => {
        const source = target["@latchkey/source"];
        if (source === undefined) return [];
        const folder = dirname(manifest).split("/").at(-1);
        return [{ folder, specifier: join(name, path), source: join(dirname(manifest), source) }];
      });
    });
}

function document(ours) {
  const [{ folder }] = ours;
  return `${[NOTE, `# @latchkey/${folder}`, ...ours.flatMap(chapter)].join("\n\n")}\n`;
}

function chapter({ specifier, source }, index, ours) {
  const [intro] = /^\/\*\*.*?@module\n \*\/$/ms.exec(readFileSync(source, "utf8")) ?? [];
  const sections = Map.groupBy(exportsOf(source), ({ heading }) => heading);
  return [
    ...(ours.length > 1 ? [`## ${specifier}`] : []),
    ...(intro === undefined ? [] : told(intro)),
    linksTo([...sections.values()].flat()),
    ...[...sections].flatMap(([heading, exports]) => [
      ...(heading === "" ? [] : [`**${heading}**`]),
      ...exports.flatMap(section),
    ]),
  ];
}

/** Headings that differ in case alone have the same anchor, with a number behind all but the first. */
function linksTo(exports) {
  const seen = new Map();
  const links = exports.map(({ name }) => {
    const anchor = name.toLowerCase();
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return `[${name}](#${anchor}${times === 0 ? "" : `-${times}`})`;
  });
  return links.join(" · ");
}

function section({ name, declarations }) {
  const doc = declarations.map(({ doc }) => doc).find((text) => text !== undefined);
  const signatures = declarations.map(({ signature }) => signature).join("\n");
  return [`### ${name}`, "```typescript\n" + signatures + "\n```", ...(doc === undefined ? [] : told(doc))];
}

/** A docstring as paragraphs, with its examples as blocks. */
function told(comment) {
  const lines = comment.replace(/^ *\/\*\* ?|^ *\*(?!\/) ?| *\*\/$/gm, "").trim();
  const [text, ...tags] = lines.split(/^@/m).map((part) => part.trim());
  const examples = tags.filter((tag) => tag.startsWith("example"));
  return [
    ...(text === "" ? [] : [text]),
    ...examples.map((tag) => "```ts\n" + tag.slice("example".length).trim() + "\n```"),
  ];
}
