// A file that is moved and a heading that is reworded break links that nobody clicks until a reader does. Links to other
// sites are not followed: they depend on more than this repository.
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DOCUMENTS, proseOf } from "./documents.mjs";

const LINK = /(?<!\\)\]\(([^()\s]+)\)/g;
const CODE = /`[^`\n]*`/g;

/** One check for each document. */
export function links() {
  return DOCUMENTS.map((document) => ({
    name: document,
    faults: targetsIn(document)
      .filter((target) => !/^[a-z]+:/.test(target))
      .flatMap((target) => faultsOf(document, target)),
  }));
}

function targetsIn(document) {
  // What stands in backticks is no link, but a link's own text may.
  const prose = proseOf(document).replace(CODE, "code");
  return [...prose.matchAll(LINK)].map(([, target]) => target);
}

function faultsOf(document, target) {
  const [path, anchor] = target.split("#", 2);
  const file = path === "" ? document : join(dirname(document), path);
  if (!existsSync(file)) return [`leads to ${target}, which does not exist`];
  if (anchor === undefined) return [];
  const page = statSync(file).isDirectory() ? join(file, "README.md") : file;
  return anchorsIn(page).has(anchor) ? [] : [`leads to ${target}, where there is no such heading`];
}

const anchors = new Map();

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsIn(document) {
  if (!anchors.has(document)) anchors.set(document, readAnchors(document));
  return anchors.get(document);
}

function readAnchors(document) {
  const seen = new Map();
  const headings = existsSync(document) ? proseOf(document).matchAll(/^#{1,6} +(.+?) *$/gm) : [];
  return new Set(
    [...headings].map(([, heading]) => {
      const slug = slugOf(heading);
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      return times === 0 ? slug : `${slug}-${times}`;
    }),
  );
}

function slugOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}
