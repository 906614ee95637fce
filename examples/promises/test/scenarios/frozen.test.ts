import { frozen } from "../../src/scenarios/frozen.ts";
import { describeWith } from "../support/describe-with.ts";
import { sharedWorld } from "../support/world.ts";

describeWith(["mariadb"], "a process frozen by SIGSTOP", () => {
  const world = sharedWorld({ engine: "mariadb", redis: false });

  test("accepts nothing when it wakes that was revoked meanwhile, neither what waited in its sockets nor what is new", async () => {
    const { figures, broken } = await frozen(world(), { count: 10, frozenMs: 10_000 });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ frozen: 3, revoked: 10, stale: 0, valid_denied: 0 });
  });
});
