import type { NextFunction, Request, Response } from "express";

/** Leaves what is not GET or HEAD to the application. */
export function onlyReading(req: Request, res: Response, next: NextFunction): void {
  if (req.method !== "GET" && req.method !== "HEAD") return next("router");
  res.set("X-Content-Type-Options", "nosniff");
  next();
}
