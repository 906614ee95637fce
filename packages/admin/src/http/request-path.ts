import type { Request } from "express";

/**
 * The path as the client sent it, mount path and all, beginning with one slash and not ending with one. A request to
 * a proxy names the whole URL (RFC 9112 §3.2.2); and `//host/keys` must not become another host's URL in `Location`.
 */
export function requestPath({ originalUrl }: Pick<Request, "originalUrl">): string {
  const [target = ""] = originalUrl.split("?", 1);
  const path = target.startsWith("/") ? target : URL.canParse(target) ? new URL(target).pathname : "";
  return withoutLastSlash(path.replace(/^\/*/, "/"));
}

/** The query string alone, as it was sent. */
export function queryOf({ url }: Pick<Request, "url">): URLSearchParams {
  const mark = url.indexOf("?");
  return new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
}

export function withoutLastSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
