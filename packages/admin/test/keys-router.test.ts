import { createKeyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import express from "express";
import request from "supertest";

import { keysRouter } from "../src/index.js";
import { acmeAdmin } from "./world/actors.js";
import { bodyOf } from "./world/body.js";

describe.each(["/", "/keys", "/teams/:team/api-keys"])("keysRouter mounted at %s", (mount) => {
  const base = mount.replace(":team", "blue").replace(/\/$/, "");
  const keyring = createKeyring({ store: memoryStore(), peppers: [{ version: 1, secret: "x".repeat(32) }] });
  const app = express().use(mount, keysRouter(keyring, { actor: () => acmeAdmin }));

  it("serves the collection there", async () => {
    const created = await request(app)
      .post(base || "/")
      .send({ name: "first", permissions: [] });
    const location = created.headers["location"] ?? "";
    const read = await request(app).get(location);
    const listed = await request(app).get(`${base}/?limit=1`);
    const patched = await request(app).patch(location).send({ name: "renamed" });
    const rotated = await request(app).post(`${location}/rotate`);
    const ended = await request(app).post(`${location}/end-overlap`);
    const revealed = await request(app).post(`${location}/reveal`);
    const usage = await request(app).get(`${location}/usage`);
    const revoked = await request(app).delete(location);

    expect(created.status).toBe(201);
    expect(location).toBe(`${base}/${bodyOf(created).key.id}`);
    expect(read.body).toEqual(bodyOf(created).key);
    expect(bodyOf(listed).data).toHaveLength(1);
    expect([patched.status, bodyOf(patched).name, revoked.status]).toEqual([200, "renamed", 204]);
    expect([bodyOf(rotated).key.id, bodyOf(ended).id]).toEqual([bodyOf(read).id, bodyOf(read).id]);
    expect([bodyOf(revealed).code, usage.body]).toEqual(["token_not_retrievable", { data: [] }]);
  });

  it("serves nothing else", async () => {
    for (const path of ["/self", "/openapi.json", "/keys/1", "/roles", "/changes/verification", "/1/token"]) {
      const answer = await request(app).get(base + path);
      expect([path, answer.status, bodyOf(answer).code]).toEqual([path, 404, "not_found"]);
    }
  });
});
