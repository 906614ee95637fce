import { PASSWORD_COST } from "../password.js";
import type { ModuleFormat } from "../project.js";
import { exportingLine, loadingLines } from "./module-lines.js";

/** `latchkey-operator.js`: a session for the one person who administers keys on the dashboard. */
export function operatorFile(format: ModuleFormat): string {
  const modules = [
    { names: ["createHash", "scrypt", "timingSafeEqual"], from: "node:crypto" },
    { names: ["promisify"], from: "node:util" },
    { names: ["sameOrigin", "standardWire", "wireErrors"], from: "@latchkey/admin" },
    { whole: "Cookies", from: "cookies" },
    { whole: "express", from: "express" },
    { names: ["RateLimiterMemory"], from: "rate-limiter-flexible" },
    // It reads .env.
    { from: "./latchkey.config.js" },
  ];
  return `${HEAD}
${loadingLines(format, modules)}

${sessionPart()}

${PAGES}

${exportingLine(format, ["operatorOf", "signIn"])}
`;
}

const HEAD = `// The operator signs in with a password and administers all keys. Has your app people who sign in? Then let \`operatorOf\`
// say which of them administer keys, and of which organizations, and take the rest of this file away.
// A new password: delete the line LATCHKEY_OPERATOR of .env, and run \`npx latchkey init\` again.`;

function sessionPart(): string {
  const { N, r, p, maxmem } = PASSWORD_COST;
  return `const { LATCHKEY_OPERATOR: kept, LATCHKEY_SESSION_SECRET: secret } = process.env;
if (!kept || !secret)
  throw new Error("Set LATCHKEY_OPERATOR and LATCHKEY_SESSION_SECRET: \`npx latchkey init\` makes them.");

const COOKIE = "latchkey_operator";
// Without \`signed\` any cookie would be believed.
const SIGNED = { signed: true, httpOnly: true, sameSite: "strict" };
const LASTS_MS = 8 * 60 * 60 * 1000;

/** Signed, and Secure where the request came over https. A new password or secret makes every one of them worthless. */
function cookiesOf(req) {
  return new Cookies(req, req.res, { keys: [secret + kept] });
}

/** The operator, where that is who has signed in; otherwise null. The cookie says until when it is good. */
function operatorOf(req) {
  const isSignedIn = Number(cookiesOf(req).get(COOKIE, SIGNED)) > Date.now();
  return isSignedIn ? { kind: "user", id: "operator", name: "Operator", grants: EVERYTHING } : null;
}

const EVERYTHING = [{ org: "*", permissions: ["*:*"], reach: "all" }];

/** The page to sign in and out; \`home\` is where one goes then. */
function signIn(home) {
  const router = express.Router();
  router.get("/", (req, res) => sendPage(res, 200, operatorOf(req) ? signedIn(home) : FORM));
  router.post("/", sameOrigin(), express.urlencoded({ extended: false }), (req, res, next) => {
    const act = req.body?.leave ? leave : enter;
    act(req, res, home).catch(next);
  });
  router.use(wireErrors(standardWire));
  return router;
}

/** Ten attempts in a quarter of an hour from one address: too few to guess a password. */
const attempts = new RateLimiterMemory({ points: 10, duration: 15 * 60 });

async function enter(req, res, home) {
  const mayTry = await attempts.consume(req.ip).then(
    () => true,
    () => false,
  );
  if (!mayTry) return sendPage(res, 429, "<p>Too many attempts. Try again in a quarter of an hour.</p>");
  if (!(await isPassword(req.body?.password))) return sendPage(res, 403, "<p>That is not the password.</p>" + FORM);
  await attempts.delete(req.ip);
  cookiesOf(req).set(COOKIE, String(Date.now() + LASTS_MS), { ...SIGNED, maxAge: LASTS_MS });
  res.redirect(303, home);
}

async function leave(req, res) {
  cookiesOf(req).set(COOKIE, null);
  sendPage(res, 200, FORM);
}

/** \`kept\` is scrypt:<salt>:<hash>. */
async function isPassword(given) {
  if (typeof given !== "string" || given.length > 200) return false;
  const [, salt, hash] = kept.split(":").map((part) => Buffer.from(part, "base64url"));
  const cost = { N: ${N}, r: ${r}, p: ${p}, maxmem: ${maxmem} };
  return timingSafeEqual(await promisify(scrypt)(given, salt, hash.length, cost), hash);
}`;
}

const PAGES = `const FORM = \`<form method="post">
  <label>Password <input type="password" name="password" autocomplete="current-password" required autofocus></label>
  <button>Sign in</button>
</form>\`;

const signedIn = (home) => \`<p>You are signed in. <a href="\${home}">To the dashboard</a></p>
<form method="post"><button name="leave" value="yes">Sign out</button></form>\`;

const STYLE = \`:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 20rem; margin: 15vh auto; padding: 0 1rem; }
input, button { display: block; width: 100%; box-sizing: border-box; margin: 0.5rem 0 1rem; padding: 0.5rem; font: inherit; }\`;

/** Nothing from elsewhere, no script, no frame around it. */
const POLICY = [
  "default-src 'none'",
  \`style-src 'sha256-\${createHash("sha256").update(STYLE).digest("base64")}'\`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

function sendPage(res, status, content) {
  res.status(status).type("html");
  res.set({ "Content-Security-Policy": POLICY, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
  res.send(\`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API keys</title>
<style>\${STYLE}</style>
<main><h1>API keys</h1>\${content}</main>
</html>\`);
}`;
