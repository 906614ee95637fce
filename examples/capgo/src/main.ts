import { runExample } from "@latchkey/example-host";

import { capgo } from "./capgo.js";

await runExample(capgo);
