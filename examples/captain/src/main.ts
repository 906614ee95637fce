import { runExample } from "@latchkey/example-host";

import { captainWithIdentityServer } from "./captain-with-identity-server.js";
import { captain } from "./captain.js";
import { isNamedIn } from "./trust.js";

await runExample(isNamedIn(process.env) ? captain : captainWithIdentityServer);
