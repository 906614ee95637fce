import { systemActor } from "@latchkey/core";

/** Who makes what a test begins with. */
export const TESTER = systemActor("test");
