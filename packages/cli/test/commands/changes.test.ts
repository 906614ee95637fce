import { testApp, type TestApp } from "../support/test-app.js";
import { containing, matching } from "../support/texts.js";

describe("latchkey changes and prune", () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await testApp();
    await app.run("keys create --org acme --role reader");
    await app.run("keys disable 1");
  });
  afterEach(() => app.drop());

  it("list says who did what, the newest first", async () => {
    const { out } = await app.run("changes list --key 1 --json");
    const { data } = JSON.parse(out) as { data: { action: string; at: string; actor_id: string }[] };
    expect(data.map(({ action }) => action)).toEqual(["key.updated", "key.created"]);
    expect(data[0]).toMatchObject({ actor_id: "cli:tester", at: matching(/^\d{4}-.+Z$/) });
    expect((await app.run("changes list")).out).toContain("cli:tester");
  });

  it("list takes times as lengths that lie in the past", async () => {
    const { db } = app.open();
    const { out } = await app.run("changes list --from 1h --json");
    expect(JSON.parse(out)).toMatchObject({ data: [{ seq: 2 }, { seq: 1 }] });
    await db("latchkey_changes")
      .where("seq", 1)
      .update({ at: Date.now() - 3 * 86_400_000 });
    expect(JSON.parse((await app.run("changes list --to 2d --json")).out)).toMatchObject({
      data: [{ seq: 1 }],
    });
  });

  it("verify says that all is as it was written, and gives a checkpoint that a later one takes", async () => {
    const { exit, out } = await app.run("changes verify");
    expect(exit).toBe(0);
    const checkpoint = /^checkpoint (.+)$/m.exec(out)?.[1] ?? "";
    expect(await app.run(`changes verify --checkpoint ${checkpoint}`)).toMatchObject({ exit: 0 });
  });

  it("verify ends with 1 where a change was edited, and where the end was cut off", async () => {
    const { out } = await app.run("changes verify");
    const checkpoint = /^checkpoint (.+)$/m.exec(out)?.[1] ?? "";
    const { db } = app.open();
    const kept = (await db("latchkey_changes").where("seq", 2).first()) as Record<string, unknown>;

    await db("latchkey_changes").where("seq", 2).update({ target: "somebodyelse0000" });
    expect(await app.run("changes verify")).toMatchObject({
      exit: 1,
      out: containing("Change 2"),
    });

    await db("latchkey_changes").where("seq", 2).delete();
    await db("latchkey_head").update({ last_seq: 1, last_hash: kept["previous_hash"] });
    expect(await app.run("changes verify")).toMatchObject({ exit: 0 });
    expect(await app.run(`changes verify --checkpoint ${checkpoint}`)).toMatchObject({ exit: 1 });
  });

  it("verify refuses what is no checkpoint as a wrong command line", async () => {
    expect(await app.run("changes verify --checkpoint nonsense")).toMatchObject({ exit: 2 });
  });

  it("prune removes usage unasked, and changes after a yes", async () => {
    expect(await app.run("prune --json")).toMatchObject({
      exit: 0,
      out: containing('"changes": 0'),
    });
    expect(await app.run("prune --changes-before 1d")).toMatchObject({ exit: 2 });
    const later = { now: () => Date.now() + 10 * 86_400_000 };
    const old = await app.run("prune --changes-before 0d --yes", {
      clock: later,
      load: async () => app.open({ clock: later }),
    });
    expect(old).toMatchObject({ exit: 0, out: containing("2 changes") });
    expect(await app.run("changes verify")).toMatchObject({ exit: 0 });
  });
});
