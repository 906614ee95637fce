import { runExample } from "@latchkey/example-host";

import { gigantik } from "./gigantik.js";

await runExample(gigantik);
