const PLACE = /^<!-- figures:([\w-]+) -->\n.*?^<!-- \/figures -->$/gms;

/** Puts lines where a document has a place for them, `<!-- figures:NAME -->` … `<!-- /figures -->`, instead of what is there. */
export function fillPlaces(document: string, contents: ReadonlyMap<string, readonly string[]>): string {
  const places = new Set([...document.matchAll(PLACE)].map(([, name]) => name));
  for (const name of contents.keys())
    if (!places.has(name)) throw new Error(`the document has no place for ${name}: <!-- figures:${name} -->`);
  return document.replaceAll(PLACE, (place, name: string) => {
    const lines = contents.get(name);
    if (lines === undefined) return place;
    return [`<!-- figures:${name} -->`, "", ...lines, "", "<!-- /figures -->"].join("\n");
  });
}
