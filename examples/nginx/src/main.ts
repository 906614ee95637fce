import { runExample } from "@latchkey/example-host";

import { nginxExample } from "./nginx-example.js";

await runExample(nginxExample);
