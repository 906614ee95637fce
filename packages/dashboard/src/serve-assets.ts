import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

import type { NextFunction, Request, Response } from "express";

/** What the build has written beside each file, the smallest first. */
const ENDINGS: Readonly<Record<string, string>> = { br: ".br", gzip: ".gz" };
const ENCODINGS = Object.keys(ENDINGS);

const A_YEAR = "public, max-age=31536000, immutable";

/**
 * Serves the files of a folder, compressed to whoever takes that. They are read once and kept in memory, some 2 MB:
 * nothing of a request opens a file, and an installation that is replaced below a running process breaks no page.
 */
export function serveAssets(folder: string): (req: Request, res: Response, next: NextFunction) => void {
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const names = new Set([...files.keys()].filter((name) => !Object.values(ENDINGS).includes(extname(name))));

  return function serveAsset(req, res, next) {
    const name = req.path.slice(1);
    if (!names.has(name)) return next();
    const taken = ENCODINGS.find((encoding) => req.acceptsEncodings(encoding) !== false);
    const packed = taken && files.get(name + ENDINGS[taken]);
    if (taken && packed) res.set("Content-Encoding", taken);
    // Their names change with what they hold.
    res.set({ "Cache-Control": A_YEAR, ETag: `"${name}${packed ? `-${taken}` : ""}"` });
    res.vary("Accept-Encoding").type(extname(name));
    res.send(packed ?? files.get(name));
  };
}
