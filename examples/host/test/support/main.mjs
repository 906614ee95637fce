import { runExample } from "@latchkey/example-host";

import { notesExample } from "./notes-example.ts";

await runExample(notesExample);
