import type { Request, Response } from "express";

/** Answers for an asset that there is not, or no more; a page in its place would be taken for a broken script. */
export function noSuchFile(_req: Request, res: Response): void {
  res.status(404).set("Cache-Control", "no-store").type("text/plain");
  res.send("There is no such file.");
}
