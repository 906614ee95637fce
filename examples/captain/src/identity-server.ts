import { createPrivateKey, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import Provider, { type Adapter, type Configuration } from "oidc-provider";

export interface IdentityServerOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Ed25519, as PKCS#8 in PEM. */
  readonly signingKey: string;
  /** The API that tokens are for, unless a client names another. */
  readonly audience: string;
  /** Who gets tokens, and what these say of them. */
  readonly clients: readonly {
    readonly id: string;
    readonly secret: string;
    readonly organization: string;
    readonly role: string;
  }[];
  /** For how long tokens are valid; default 3600. */
  readonly tokenSeconds?: number;
}

/** A running one. */
export interface IdentityServer {
  readonly issuer: string;
  readonly jwksUri: string;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const ALGORITHM = "EdDSA";

/**
 * Stands in for a company's identity server: an OpenID provider on this machine that gives clients access tokens
 * (RFC 9068) for their credentials. The same port and signing key make the same server, whose tokens outlive a restart.
 */
export async function startIdentityServer(options: IdentityServerOptions): Promise<IdentityServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, HOST, resolve);
  });
  const issuer = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const answer = new Provider(issuer, configurationOf(options)).callback();
  server.on("request", (req, res) => void answer(req, res));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, jwksUri: `${issuer}/jwks`, close };
}

function configurationOf({
  signingKey,
  audience,
  clients,
  tokenSeconds,
}: IdentityServerOptions): Configuration {
  const signingJwk = createPrivateKey(signingKey).export({ format: "jwk" });
  return {
    adapter: keepNothing,
    clients: clients.map(({ id, secret }) => ({
      client_id: id,
      client_secret: secret,
      grant_types: ["client_credentials"],
      response_types: [],
      redirect_uris: [],
    })),
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    jwks: { keys: [{ ...signingJwk, alg: ALGORITHM, use: "sig" }] },
    ttl: { ClientCredentials: tokenSeconds ?? 3600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_ctx, resource) => ({
          scope: "",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: ALGORITHM } },
        }),
      },
    },
    extraTokenClaims(_ctx, { clientId }) {
      const client = clients.find(({ id }) => id === clientId);
      return client && { organization: client.organization, role: client.role };
    },
  };
}

/** Clients stand in the configuration, and tokens say by themselves what they are. */
function keepNothing(): Adapter {
  const nothing = async () => undefined;
  return {
    upsert: nothing,
    find: nothing,
    findByUserCode: nothing,
    findByUid: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}
