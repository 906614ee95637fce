import { execFile } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";

import { createSqlite, endProcesses, type AppProcess } from "@latchkey/example-host/testing";

import { callsTo } from "./support/call.js";
import { CDN, PROJECT } from "./support/places.js";
import { runCaptain } from "./support/run-captain.js";
import { runIdentityServer } from "./support/run-identity-server.js";
import { firstKeyIn, type MadeKey } from "./support/start-captain.js";

const run = promisify(execFile);

afterAll(endProcesses);

const curlsIn = ({ printed }: AppProcess) => printed.stdout.match(/^ *curl .*$/gm) ?? [];
const issuerIn = ({ printed }: AppProcess) =>
  /^Its identity server answers at (\S+)$/m.exec(printed.stdout)?.[1] ?? "";

/** What a printed line gives, run by a shell as it was printed. */
async function answerTo(curl = ""): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await run("sh", ["-c", curl.replace("curl ", "curl --fail --silent --show-error ")]);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

describe("the first start", () => {
  it("prints a key of the administrator, and how tokens of the identity server are got, by lines that work", async () => {
    const captain = await runCaptain({ DATABASE_URL: await createSqlite() });
    const [keys, administrator, reader, ...others] = curlsIn(captain);

    expect(others).toEqual([]);
    expect(await answerTo(keys)).toMatchObject({ data: [{ name: "First key", role: "admin" }] });
    const call = callsTo(captain.address);
    for (const [line, id] of [
      [administrator, "captain-admin"],
      [reader, "captain-reader"],
    ] as const) {
      const { access_token } = await answerTo(line);
      expect((await call({ bearer: String(access_token) }, "GET /self")).body).toMatchObject({ id });
    }
    expect(await captain.stop()).toBe(0);
    expect(captain.printed.stderr).toBe("");
    await expect(fetch(`${issuerIn(captain)}/jwks`)).rejects.toThrow();
  });

  it("is the first start once, and a restart keeps keys, their tokens, settings and tokens of people", async () => {
    const port = await freePort();
    const variables = { DATABASE_URL: await createSqlite(), PORT: String(port) };
    const first = await runCaptain(variables);
    const { access_token } = await answerTo(curlsIn(first)[1]);
    const admin = { bearer: String(access_token) };
    const call = callsTo(first.address);
    const { body: made } = await call<MadeKey>(admin, "POST /keys", { ...PROJECT, role: "developer" });
    const key = { key: made.token };
    expect((await call(key, `PUT ${CDN}`, { enabled: true })).status).toBe(200);
    expect(await first.stop()).toBe(0);

    const second = await runCaptain(variables);

    expect(second.printed.stdout).toBe(
      `The captain example answers at ${first.address}\nIts identity server answers at ${issuerIn(first)}\n`,
    );
    expect((await call(key, `GET ${CDN}`)).body).toEqual({ enabled: true });
    expect((await call(admin, `POST /keys/${made.key.id}/reveal`)).body).toEqual({ token: made.token });
    expect((await call(firstKeyIn([first.printed.stdout]), "GET /keys")).status).toBe(200);
    expect(await second.stop()).toBe(0);
  });

  it("starts no identity server where the environment names one, and takes that one's tokens", async () => {
    const server = await runIdentityServer();
    const captain = await runCaptain({ DATABASE_URL: await createSqlite(), ...settings(server.environment) });

    expect(issuerIn(captain)).toBe("");
    expect(curlsIn(captain)).toHaveLength(1);
    const bearer = await server.tokenOf("captain-admin");
    expect((await callsTo(captain.address)({ bearer }, "GET /keys")).status).toBe(200);
    expect(await captain.stop()).toBe(0);
    await server.stop();
  });
});

describe("a start that cannot be", () => {
  it.each([
    { OIDC_ISSUER: "https://id.example", OIDC_AUDIENCE: "", OIDC_JWKS_URI: "https://id.example/jwks" },
    { OIDC_ISSUER: "https://id.example", OIDC_AUDIENCE: "captain" },
    { OIDC_AUDIENCE: "captain" },
  ])(
    "says what is missing of an identity server, and stands in for none that is half named: %j",
    async (named) => {
      const captain = await runCaptain({ DATABASE_URL: await createSqlite(), ...named });

      expect(await captain.ended).toBe(1);
      expect(captain.printed.stderr).toContain("OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URI must be set");
    },
  );

  it("says that the port is taken, and leaves no identity server behind", async () => {
    const taken = createServer().listen(0);
    const { port } = taken.address() as AddressInfo;
    const captain = await runCaptain({ DATABASE_URL: await createSqlite(), PORT: String(port) });

    expect(await captain.ended).toBe(1);
    expect(captain.printed.stderr).toContain("EADDRINUSE");
    taken.close();
  });
});

describe("what is written down", () => {
  it("holds no token: neither in the log nor in the database's file", async () => {
    const file = (await createSqlite()).slice("sqlite:".length);
    const captain = await runCaptain({ DATABASE_URL: `sqlite:${file}` });
    const { access_token } = await answerTo(curlsIn(captain)[1]);
    const call = callsTo(captain.address);
    const bearer = String(access_token);
    const { body } = await call<MadeKey>({ bearer }, "POST /keys", { ...PROJECT, role: "reader" });
    await call({ key: body.token }, `GET ${CDN}`);
    await call({ key: body.token }, "GET /organizations/%E0%A4%A/account/notifications");
    expect(await captain.stop()).toBe(0);

    const { stdout } = await run("sh", ["-c", `cat ${file}*`], { encoding: "latin1", maxBuffer: 1e8 });
    const secret = body.token.split("_")[3] ?? "no token";
    expect(stdout).toContain(body.key.id);
    for (const text of [stdout, captain.printed.stderr]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(bearer);
    }
  });
});

/** A port, and the one after it, that nobody listens on. */
async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const next = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      next.once("error", () => resolve(false)).listen(port + 1, () => resolve(true));
    });
    await Promise.all([server, next].map((each) => new Promise((resolve) => each.close(resolve))));
    if (isFree) return port;
  }
}

function settings(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value ?? ""]));
}
