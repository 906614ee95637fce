import { revocation } from "../../src/scenarios/revocation.ts";
import { describeWith } from "../support/describe-with.ts";
import { sharedWorld } from "../support/world.ts";

const COUNT = 60;
const UNDER_FAULTS = 30;
const OUTAGE_MS = 5_000;

describeWith(["mariadb", "redis"], "revocation with push, MariaDB", () => {
  const world = sharedWorld({ engine: "mariadb", redis: true });

  test("a revoked key is refused at once where it was revoked, and soon everywhere", async () => {
    const { figures, broken } = await revocation(world(), { count: COUNT });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ revoked: COUNT, own_accepted: 0, after_3_s: 0, valid_refused: 0 });
  });

  test("so it is while subscribers lose their connections all the time", async () => {
    const { figures, broken } = await revocation(world(), { count: UNDER_FAULTS, fault: "subscribers-cut" });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ revoked: UNDER_FAULTS, own_accepted: 0, after_3_s: 0, valid_refused: 0 });
  });

  test("while the database is gone after kill -9, known keys go on for three seconds and nothing after that", async () => {
    const fault = { database: "killed", forMs: OUTAGE_MS } as const;
    const { figures, broken } = await revocation(world(), { count: UNDER_FAULTS, fault });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({
      revoked: UNDER_FAULTS,
      after_3_s: 0,
      accepted_after_3_s: 0,
      valid_denied: 0,
    });
  });
});

describeWith(["mariadb"], "revocation without Redis, MariaDB", () => {
  const world = sharedWorld({ engine: "mariadb", redis: false });

  test("a revoked key is refused everywhere within a second", async () => {
    const { figures, broken } = await revocation(world(), { count: COUNT });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ revoked: COUNT, own_accepted: 0, after_3_s: 0, valid_refused: 0 });
  });

  test("while the database is frozen, known keys go on for three seconds and nothing after that", async () => {
    const fault = { database: "frozen", forMs: OUTAGE_MS } as const;
    const { figures, broken } = await revocation(world(), { count: UNDER_FAULTS, fault });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({
      revoked: UNDER_FAULTS,
      after_3_s: 0,
      accepted_after_3_s: 0,
      valid_denied: 0,
    });
  });
});

describeWith(["postgres", "redis"], "revocation with push, PostgreSQL", () => {
  const world = sharedWorld({ engine: "postgres", redis: true });

  test("a revoked key is refused everywhere while the database is frozen and comes back", async () => {
    const fault = { database: "frozen", forMs: OUTAGE_MS } as const;
    const { figures, broken } = await revocation(world(), { count: UNDER_FAULTS, fault });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({
      revoked: UNDER_FAULTS,
      after_3_s: 0,
      accepted_after_3_s: 0,
      valid_denied: 0,
    });
  });
});

describeWith(["postgres"], "revocation without Redis, PostgreSQL", () => {
  const world = sharedWorld({ engine: "postgres", redis: false });

  test("a revoked key is refused everywhere while the database is killed and comes back", async () => {
    const fault = { database: "killed", forMs: OUTAGE_MS } as const;
    const { figures, broken } = await revocation(world(), { count: UNDER_FAULTS, fault });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({
      revoked: UNDER_FAULTS,
      after_3_s: 0,
      accepted_after_3_s: 0,
      valid_denied: 0,
    });
  });
});
