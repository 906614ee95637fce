import express, { type Request, type RequestHandler, type Response } from "express";

import { contentSecurityPolicy } from "./content-security-policy.js";
import { resolveOptions, type DashboardOptions } from "./dashboard-options.js";
import { isPage } from "./is-page.js";
import { newNonce } from "./new-nonce.js";
import { noSuchFile } from "./no-such-file.js";
import { onlyReading } from "./only-reading.js";
import { pageFiles } from "./page-files.js";
import { pageTemplate } from "./page-template.js";
import { readPage } from "./read-page.js";
import { relativeRoot } from "./relative-root.js";
import { serveAssets } from "./serve-assets.js";
import { toFolder } from "./to-folder.js";

const HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/**
 * Serves a page over `adminRouter` on which people manage keys: they see and do there what the actor of their session
 * may. The page brings everything it needs, keeps a strict Content-Security-Policy, and works at any mount path.
 *
 * @example
 * app.use("/dashboard", dashboard({ api: "/admin", signIn: "/sign-in" }));
 */
export function dashboard(options: DashboardOptions): RequestHandler {
  const settings = resolveOptions(options);
  const fillPage = pageTemplate(readPage(), settings);

  function servePage(req: Request, res: Response): void {
    const nonce = newNonce();
    // In place of what the application has set for its own pages.
    res.set({ ...HEADERS, "Content-Security-Policy": contentSecurityPolicy(nonce) });
    const folder = toFolder(req);
    if (folder !== null) return res.redirect(308, folder);
    res.status(isPage(req.path) ? 200 : 404).type("html");
    res.send(fillPage({ nonce, root: relativeRoot(req.path) }));
  }

  const router = express.Router();
  router.use(onlyReading);
  router.use("/assets", serveAssets(pageFiles("assets")), noSuchFile);
  router.use(servePage);
  return router;
}
