import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startAgain, startCapgo } from "./support/start-capgo.js";

describe("a restart", () => {
  it("keeps keys, what is deleted, and bundles, and shows no key again", async () => {
    const before = await startCapgo();
    const kept = await clientWith(before, { mode: "upload" });
    const gone = await newKey(before.first);
    await before.first.delete(`/apikey/${gone.id}/`);
    const uploaded = await kept.post("/bundles/", { name: "1.0.0" });
    const listed = await listKeys(before.first);
    await before.stop();

    const after = await startAgain(before);

    expect(after.printed).toEqual([`The Capgo example answers at ${after.address}`]);
    expect(await listKeys(after.first)).toEqual(listed);
    expect((await after.with(gone.key).get("/bundles/")).status).toBe(401);
    const { bundle } = uploaded.body as { bundle: object };
    expect((await after.with(kept.key).get("/bundles/")).body).toEqual({ data: [bundle] });
  });

  it("still tells when and how often a key was used", async () => {
    const before = await startCapgo();
    const used = await clientWith(before, { mode: "read" });
    for (const name of ["1.0.0", "1.1.0"]) await used.post("/bundles/", { name });
    await used.get("/bundles/");
    await before.stop();

    const after = await startAgain(before);
    const { status, body } = await after.first.get(`/apikey/${used.id}/usage`);

    expect(status).toBe(200);
    const { data } = body as { data: { at: string; accepted: number }[] };
    expect(data.map(({ at }) => Number.isNaN(Date.parse(at)))).not.toContain(true);
    expect(data.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3);
  });
});

describe("the first start", () => {
  it("shows a key of mode all for each of two accounts, and curl lines", async () => {
    const { printed, first, second, address } = await startCapgo();

    expect(printed.filter((line) => line.startsWith("  curl "))).toHaveLength(2);
    expect(printed.join("\n")).toContain(`curl -H "authorization: ${first.key}" ${address}/apikey/`);
    const [one, two] = [await listKeys(first), await listKeys(second)];
    expect(one).toMatchObject([{ id: 1, mode: "all", name: "First key", user_id: "user_123" }]);
    expect(two).toMatchObject([{ id: 2, mode: "all", name: "First key", user_id: "user_456" }]);
  });
});
