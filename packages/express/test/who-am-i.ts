import express, { type RequestHandler } from "express";

/** An application whose `/whoami`, behind the given handlers, answers with the id of the principal. */
export function whoAmI(...handlers: RequestHandler[]): express.Express {
  const app = express();
  app.set("env", "test");
  app.all("/whoami", ...handlers, (req, res) => void res.json({ id: req.principal?.id ?? null }));
  return app;
}
