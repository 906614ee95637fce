import { onEveryDatabase } from "@latchkey/example-host/testing";

import { bundleStore } from "../../src/bundles/bundle-store.js";
import { startApp, type StartedApp } from "../support/start-app.js";

onEveryDatabase((create) => {
  let started: StartedApp;

  beforeAll(async () => {
    started = await startApp(create);
  });
  afterAll(() => started.close());

  it.each(["ACME", "acmé", "acm%", "a".repeat(128)])(
    "keeps the bundles of %s apart from those of acme",
    async (org) => {
      const bundles = bundleStore(started.db);
      const place = { orgId: org, projectId: null };
      expect(await bundles.list(place)).toEqual([]);

      const added = await bundles.add({ ...place, name: "Ünïcode ✓", keyId: "0123456789abcdef" });

      expect(await bundles.list(place)).toEqual([added]);
      expect(await bundles.list({ orgId: "acme", projectId: null })).toHaveLength(1);
    },
  );

  it("gives the newest first, of one project where one is asked for", async () => {
    const bundles = bundleStore(started.db);
    const place = { orgId: "globex", keyId: "0123456789abcdef" };
    await bundles.add({ ...place, projectId: "warehouse", name: "first" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await bundles.add({ ...place, projectId: null, name: "second" });

    const all = await bundles.list({ orgId: "globex", projectId: null });
    const some = await bundles.list({ orgId: "globex", projectId: "warehouse" });

    expect(all.map(({ name }) => name)).toEqual(["second", "first"]);
    expect(some.map(({ name }) => name)).toEqual(["first"]);
  });
});
