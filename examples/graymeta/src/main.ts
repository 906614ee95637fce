import { runExample } from "@latchkey/example-host";

import { graymeta } from "./graymeta.js";

await runExample(graymeta);
