/**
 * The way from a path below the mount path back to it: `/keys/7` → `../`. Since the page is told no path from the root
 * of the origin, it works at any mount path, also behind a proxy that takes a part of it away.
 */
export function relativeRoot(path: string): string {
  const depth = path.split("/").length - 2;
  return depth > 0 ? "../".repeat(depth) : "./";
}
