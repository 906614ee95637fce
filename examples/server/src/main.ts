import { runExample } from "@latchkey/example-host";

import { exampleServer } from "./example-server.js";

await runExample(exampleServer);
