import { isReachable } from "@latchkey/example-host/testing";

/** `describe` where there is an nginx; without one it skips, and in CI that fails before. */
export const describeWithNginx = isReachable("nginx") ? describe : describe.skip;
