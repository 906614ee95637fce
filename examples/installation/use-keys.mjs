import { expectation } from "./expectation.mjs";

/**
 * Creates keys over HTTP and presents them in every way, to `authenticate` and to passport, and opens the dashboard; each
 * answer is a check.
 */
export async function useKeys({ origin, token: first, signed }) {
  const admin = adminOf(origin, first);
  const { status, body } = await admin("POST", "/keys", { permissions: ["bundles:read"] });
  const { key, token } = body;
  const checks = [
    expectation("POST /admin/keys", status, 201),
    ...(await presentations(origin, token)),
    ...(await rotation(origin, admin, key, token)),
    ...(await limits(origin, admin)),
    ...(await signedKeys(origin, signed)),
    ...(await dashboardPage(origin)),
  ];
  const changes = await admin("GET", "/changes?limit=1");
  checks.push(expectation("GET /admin/changes", changes.body.data[0].action, "key.created"));
  return checks;
}

function adminOf(origin, token) {
  return async function admin(method, path, json) {
    const headers = { "content-type": "application/json", "x-api-key": token };
    const response = await fetch(`${origin}/admin${path}`, { method, headers, body: JSON.stringify(json) });
    return { status: response.status, body: await response.json() };
  };
}

async function presentations(origin, token) {
  const wrong = `${token?.slice(0, -1)}${token?.endsWith("0") ? "1" : "0"}`;
  const checks = [];
  for (const path of PATHS) {
    for (const [form, header] of Object.entries(FORMS)) {
      checks.push(
        expectation(`${path} with a key as ${form}`, await statusOf(origin + path, header(token)), 200),
      );
      checks.push(
        expectation(`${path} with a wrong key as ${form}`, await statusOf(origin + path, header(wrong)), 401),
      );
    }
    checks.push(expectation(`${path} without a key`, await statusOf(origin + path, {}), 401));
  }
  return checks;
}

/** The old token works on until the overlap ends. */
async function rotation(origin, admin, key, old) {
  const { status, body } = await admin("POST", `/keys/${key.id}/rotate`, {});
  const both = await statusesOf(origin, [old, body.token]);
  await admin("POST", `/keys/${key.id}/end-overlap`, {});
  return [
    expectation("POST /admin/keys/:id/rotate", status, 200),
    expectation("both tokens of a rotated key", both, "200 200 200 200"),
    expectation(
      "both tokens after the overlap",
      await statusesOf(origin, [old, body.token]),
      "401 401 200 200",
    ),
  ];
}

async function limits(origin, admin) {
  const limited = { permissions: ["bundles:read"], rate_limit: { requests: 1, seconds: 600 } };
  const { body } = await admin("POST", "/keys", limited);
  return [expectation("a key with a rate limit of 1", await statusesOf(origin, [body.token]), "200 429")];
}

/** A key that is a JWT, and one of another signature. */
async function signedKeys(origin, token) {
  const forged = token?.replace(/.{86}$/, (signature) => [...signature].reverse().join(""));
  const asked = (bearer) => statusOf(`${origin}/signed`, { authorization: `Bearer ${bearer}` });
  return [
    expectation("a key that is a JWT", await asked(token), 200),
    expectation("a JWT of another signature", await asked(forged), 401),
  ];
}

/** The page of the packed package, and its script. */
async function dashboardPage(origin) {
  const address = `${origin}/dashboard/`;
  const page = await fetch(address);
  const [, script = "without a script"] = / src="(\.\/assets\/[^"]+)"/.exec(await page.text()) ?? [];
  return [
    expectation("GET /dashboard/", page.status, 200),
    expectation("the script of /dashboard/", await statusOf(new URL(script, address), {}), 200),
  ];
}

const PATHS = ["/api", "/passport"];

const FORMS = {
  "x-api-key": (token) => ({ "x-api-key": token }),
  Authorization: (token) => ({ authorization: token }),
  Bearer: (token) => ({ authorization: `Bearer ${token}` }),
};

async function statusOf(url, headers) {
  const { status } = await fetch(url, { headers });
  return status;
}

/** What each path answers to each token, in one line. */
async function statusesOf(origin, tokens) {
  const statuses = [];
  for (const token of tokens)
    for (const path of PATHS) statuses.push(await statusOf(origin + path, { "x-api-key": token }));
  return statuses.join(" ");
}
