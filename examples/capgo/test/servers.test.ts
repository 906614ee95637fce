import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { onEveryServer } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

import { capgo } from "../src/capgo.js";
import { LATCHKEY_PEPPER } from "./support/in-keyring.js";
import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startAgain, startCapgo } from "./support/start-capgo.js";

onEveryServer((create) => {
  it("makes, lists, uses and deletes keys, and keeps them over a restart", async () => {
    const before = await startCapgo(create);
    const bot = await clientWith(before, { org_id: "org_456", mode: "upload", name: "Deploy Bot" });
    const uploaded = await bot.post("/bundles/", { name: "1.0.0" });
    const { id } = (uploaded.body as { bundle: { id: string } }).bundle;
    const renamed = await bot.patch(`/bundles/${id}`, { name: "1.0.1" });
    const gone = await newKey(before.first);
    expect((await before.first.delete(`/apikey/${gone.key}/`)).body).toEqual({ success: true });
    const listed = await listKeys(before.first);
    await before.stop();

    const after = await startAgain(before);

    expect(after.printed).toHaveLength(1);
    expect(listed.map((key) => key.id)).toEqual([1, bot.id]);
    expect(await listKeys(after.first)).toEqual(listed);
    expect(renamed.body).toMatchObject({ bundle: { id, name: "1.0.1" } });
    expect((await after.with(bot.key).get("/bundles/")).body).toEqual({
      data: [(renamed.body as { bundle: object }).bundle],
    });
    expect((await after.with(gone.key).get("/bundles/")).status).toBe(401);
    expect((await after.second.delete(`/apikey/${bot.id}/`)).status).toBe(404);
  });

  it("takes what no database can hold for nothing it has", async () => {
    const { first } = await startCapgo(create);

    const answers = [
      await first.delete("/apikey/%00/"),
      await first.delete("/apikey/999999999999999/"),
      await first.patch("/bundles/%00", { name: "1.0.0" }),
      await first.delete("/bundles/%00"),
      await first.post("/bundles/", { name: "\u0000" }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 400]);
  });

  it("shows the first keys once when two processes start together", async () => {
    const address = databaseAddress(await create(), "");
    const dbs = [openDatabase(address), openDatabase(address)];
    const secrets = { LATCHKEY_PEPPER };
    const open = async (db: Knex) => capgo.open({ db, secrets, environment: {}, fileOf: () => null });
    const processes = await Promise.all(dbs.map(open));
    for (const { start } of processes) await start();

    const shown = await Promise.all(processes.map(({ firstStart }) => firstStart("http://localhost:3000")));

    const keys = await dbs[0]?.("latchkey_keys").count({ count: "*" }).first();
    expect(shown.filter((lines) => lines !== null)).toHaveLength(1);
    expect(Number(keys?.count)).toBe(2);
    for (const { close } of processes) await close();
    for (const db of dbs) await db.destroy();
  });
});
