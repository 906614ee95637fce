import type { Request } from "express";

/**
 * The path as the client sent it, mount path and all, beginning with one slash and not ending with one. A request to
 * a proxy names the whole URL (RFC 9112 §3.2.2); and `//host/keys` must not become another host's URL in `Location`.
 */
export function requestPath(req: Pick<Request, "originalUrl">): string {
  return withoutLastSlash(targetPath(req).replace(/^\/*/, "/"));
}

/** Whether two slashes meet in the path as it was sent: Express 4 takes such a pair off together with the mount path. */
export function hasEmptySegment(req: Pick<Request, "originalUrl">): boolean {
  return targetPath(req).includes("//");
}

/** The query string alone, as it was sent. */
export function queryOf({ url }: Pick<Request, "url">): URLSearchParams {
  const mark = url.indexOf("?");
  return new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
}

export function withoutLastSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function targetPath({ originalUrl }: Pick<Request, "originalUrl">): string {
  const [target = ""] = originalUrl.split("?", 1);
  if (target.startsWith("/")) return target;
  return URL.canParse(target) ? new URL(target).pathname : "";
}
