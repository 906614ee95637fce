import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { ed25519Key, type Environment } from "@latchkey/example-host";

/** A real OpenID provider, in a process of its own, because it is ESM. */
export interface RunningIdentityServer {
  readonly issuer: string;
  /** What Captain is told of it. */
  readonly environment: Environment;
  /** What `/token` answers a client of this id. */
  ask(client: string, parameters?: Readonly<Record<string, string>>): Promise<TokenAnswer>;
  /** The access token in it. */
  tokenOf(client: string, parameters?: Readonly<Record<string, string>>): Promise<string>;
  stop(): Promise<void>;
}

interface TokenAnswer {
  readonly status: number;
  readonly body: { readonly access_token: string; readonly token_type: string; readonly expires_in: number };
}

interface Started {
  readonly issuer: string;
  readonly jwksUri: string;
}

export const AUDIENCE = "https://captain.example/api";
export const SIGNING_KEY = ed25519Key.generate();

const PROGRAM = join(__dirname, "identity-server.mjs");
const BUILT = join(__dirname, "..", "..", "dist", "identity-server.js");
const CLIENTS = [
  { id: "captain-admin", organization: "gjirafa", role: "admin" },
  { id: "captain-developer", organization: "gjirafa", role: "developer" },
  { id: "captain-reader", organization: "gjirafa", role: "reader" },
  { id: "globex-admin", organization: "globex", role: "admin" },
  { id: "visitor", organization: "gjirafa", role: "visitor" },
].map((client) => ({ ...client, secret: randomBytes(32).toString("base64url") }));

const running = new Set<ChildProcess>();
/** Ends what a failed test has left running. */
afterAll(() => running.forEach((child) => child.kill("SIGKILL")));

/** Starts it with five clients: those of three roles in gjirafa, another organization's, and one of an unknown role. */
export async function runIdentityServer(
  options: { readonly port?: number; readonly tokenSeconds?: number } = {},
): Promise<RunningIdentityServer> {
  if (!existsSync(BUILT)) throw new Error("The example is not built; run npm run build first.");
  const all = { port: 0, signingKey: SIGNING_KEY, audience: AUDIENCE, clients: CLIENTS, ...options };
  const child = fork(PROGRAM, [JSON.stringify(all)]);
  running.add(child);
  child.once("exit", () => running.delete(child));
  const [{ issuer, jwksUri }] = (await once(child, "message")) as [Started];

  async function ask(client: string, parameters: Readonly<Record<string, string>> = {}) {
    const { secret = "wrong" } = CLIENTS.find(({ id }) => id === client) ?? {};
    const response = await fetch(`${issuer}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${client}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", ...parameters }),
    });
    return { status: response.status, body: (await response.json()) as TokenAnswer["body"] };
  }

  return {
    issuer,
    environment: { OIDC_ISSUER: issuer, OIDC_AUDIENCE: AUDIENCE, OIDC_JWKS_URI: jwksUri },
    ask,
    tokenOf: async (client, parameters) => (await ask(client, parameters)).body.access_token,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
