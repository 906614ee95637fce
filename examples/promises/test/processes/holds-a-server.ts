// Starts a process in a folder of its own, says which, and waits to be killed.
import { scratchFolder } from "../../src/processes/scratch-folder.ts";
import { startProcess } from "../../src/processes/start-process.ts";

const { path: folder } = scratchFolder();
const { pid } = startProcess("sleep", ["60"]);
process.stdout.write(`${JSON.stringify({ pid, folder })}\n`);
