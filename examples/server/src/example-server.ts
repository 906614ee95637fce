import type { Example, Host, OpenExample } from "@latchkey/example-host";

import { createApp } from "./app.js";
import { openBackend } from "./backend.js";
import { firstStart } from "./first-start.js";
import { redisUrl } from "./redis-url.js";
import { secrets } from "./secrets.js";
import { greeting, shownOnce } from "./welcome.js";

type Secret = keyof typeof secrets;

/** The server, as `@latchkey/example-host` runs it. */
export const exampleServer: Example<Secret> = {
  name: "example server",
  dataFolder: new URL("../data/", import.meta.url),
  secrets,
  open,
};

function open({ db, secrets, environment, fileOf }: Host<Secret>): OpenExample {
  const { LATCHKEY_PEPPER: pepper, SESSION_SECRET: sessionSecret } = secrets;
  const operator = { email: secrets.ADMIN_EMAIL, password: secrets.ADMIN_PASSWORD };
  const backend = openBackend({ db, pepper, redisUrl: redisUrl(environment.REDIS_URL) });
  const { keyring, start, close } = backend;
  return {
    app: createApp({ db, keyring, sessionSecret }),
    start,
    async firstStart(address) {
      const first = await firstStart(db, keyring, operator);
      return first && shownOnce(address, first);
    },
    greeting: (address) => greeting(address, operator.email, fileOf("ADMIN_PASSWORD")),
    close,
  };
}
