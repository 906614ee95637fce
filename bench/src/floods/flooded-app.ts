import { readFile } from "node:fs";

import type { Keyring } from "@latchkey/core";
import { authenticate } from "@latchkey/express";
import express, { type Express } from "express";

/** The routes of the server that is flooded. */
export const ROUTES = {
  /** What is flooded. */
  guarded: "/guarded",
  /** What is flooded for comparison: refuses everybody without looking. */
  plain: "/plain",
  /** What others go on using meanwhile: a route that has nothing to do with keys, and one that reads a file. */
  unrelated: "/unrelated",
  file: "/file",
} as const;

export function floodedApp(keyring: Keyring, file: string): Express {
  const app = express();
  app.get(ROUTES.guarded, authenticate(keyring), (_req, res) => {
    res.json({ bundles: [] });
  });
  app.get(ROUTES.plain, (_req, res) => {
    res.status(401).json({ title: "Unauthorized", status: 401 });
  });
  app.get(ROUTES.unrelated, (_req, res) => {
    res.json({ bundles: [] });
  });
  // Opens, measures, reads and closes on the thread pool, as much of what an application does.
  app.get(ROUTES.file, (_req, res, next) => {
    readFile(file, (error, content) => {
      if (error) next(error);
      else res.type("text/plain").send(content);
    });
  });
  return app;
}
