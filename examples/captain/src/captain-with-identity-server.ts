import { ed25519Key, randomSecret, type Example } from "@latchkey/example-host";

import { captain, openCaptain, type CaptainSecret } from "./captain.js";
import { ADMINISTRATOR, ORGANIZATION } from "./first-start.js";
import { startIdentityServer } from "./identity-server.js";

type Secret = CaptainSecret | "IDENTITY_SIGNING_KEY" | "ADMIN_CLIENT_SECRET" | "READER_CLIENT_SECRET";

const AUDIENCE = "https://captain.example/api";

/** Captain with an identity server of its own, for trying it. */
export const captainWithIdentityServer: Example<Secret> = {
  ...captain,
  secrets: {
    ...captain.secrets,
    IDENTITY_SIGNING_KEY: ed25519Key,
    ADMIN_CLIENT_SECRET: randomSecret,
    READER_CLIENT_SECRET: randomSecret,
  },

  async open(host) {
    const { ADMIN_CLIENT_SECRET, READER_CLIENT_SECRET, IDENTITY_SIGNING_KEY: signingKey } = host.secrets;
    const clients = [
      { id: ADMINISTRATOR, secret: ADMIN_CLIENT_SECRET, organization: ORGANIZATION, role: "admin" },
      { id: "captain-reader", secret: READER_CLIENT_SECRET, organization: ORGANIZATION, role: "reader" },
    ];
    const port = portAfter(host.environment.PORT);
    const { close, ...server } = await startIdentityServer({ port, signingKey, audience: AUDIENCE, clients });
    const opened = openCaptain(host, { ...server, audience: AUDIENCE });
    return {
      ...opened,
      greeting: () => [`Its identity server answers at ${server.issuer}`],
      async firstStart(address) {
        const lines = await opened.firstStart(address);
        const asking = clients.map(
          ({ id, secret }) =>
            `  curl -u ${id}:${secret} -d grant_type=client_credentials ${server.issuer}/token`,
        );
        return (
          lines && [
            ...lines,
            "",
            "- Tokens of the identity server, for that administrator and a reader:",
            "",
            ...asking,
          ]
        );
      },
      close: () => opened.close().finally(close),
    };
  },
};

/** The next one, so that a restart keeps the issuer of tokens; any that is free, if so is the app's. */
function portAfter(port = "3000"): number {
  return port === "0" ? 0 : Number(port) + 1;
}
