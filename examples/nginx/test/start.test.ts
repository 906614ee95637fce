import { createSqlite, startOn } from "@latchkey/example-host/testing";

import { nginxExample } from "../src/nginx-example.js";

const curlIn = (printed: readonly string[]) => /x-api-key: ([^"]+)" (\S+)$/m.exec(printed.join("\n"));

describe("the first start", () => {
  it("prints a key, and the question that nginx will ask about it", async () => {
    const { printed } = await startOn(nginxExample);
    const [, key = "", question = ""] = curlIn(printed) ?? [];
    const answer = await fetch(question, { headers: { "x-api-key": key } });

    expect([answer.status, answer.headers.get("x-latchkey-org-id")]).toEqual([200, "acme"]);
    expect(await answer.text()).toBe("");
  });
});

describe("a restart", () => {
  it("keeps the key, and prints none", async () => {
    const url = await createSqlite();
    const first = await startOn(nginxExample, () => Promise.resolve(url));
    const [, key = ""] = curlIn(first.printed) ?? [];
    await first.stop();
    const second = await startOn(nginxExample, () => Promise.resolve(url));

    expect(second.printed).toHaveLength(2);
    for (const endpoint of ["read", "write"]) {
      const answer = await fetch(`${second.address}/verify/${endpoint}`, { headers: { "x-api-key": key } });
      expect(answer.status).toBe(200);
    }
  });
});

describe("the service", () => {
  it("says what it was told, and nothing where it was told nothing", async () => {
    const { printed } = await startOn(nginxExample);
    const service = /service behind nginx is at (\S+)$/m.exec(printed.join("\n"))?.[1] ?? "";
    const headers = { "X-Latchkey-Org-Id": "sh%C3%B6p%25", "X-Latchkey-Project-Id": "" };

    expect(await (await fetch(`${service}/a`, { headers })).json()).toEqual({
      ...{ request: "GET /a", key_id: null, owner_id: null, org_id: "shöp%", project_id: null },
    });
    expect((await fetch(service, { headers: { "X-Latchkey-Org-Id": "%zz" } })).status).toBe(500);
    expect((await fetch(service)).status).toBe(200);
  });
});
