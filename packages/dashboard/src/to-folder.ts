import type { Request } from "express";

/**
 * Where the mount path itself leads when it came without a slash at its end, from which nothing relative works; null
 * for all other paths. Since it begins with `./`, it stays on this origin whatever the path holds, and behind a proxy
 * that takes away what comes before.
 */
export function toFolder({ path, originalUrl }: Pick<Request, "path" | "originalUrl">): string | null {
  const [, asked = "", query = ""] = /^([^?#]*)(\??[^#]*)/.exec(originalUrl) ?? [];
  if (path !== "/" || asked.endsWith("/")) return null;
  const name = asked.slice(asked.lastIndexOf("/") + 1);
  // Browsers read a backslash as a slash.
  return `./${name.replaceAll("\\", "%5C")}/${query}`;
}
