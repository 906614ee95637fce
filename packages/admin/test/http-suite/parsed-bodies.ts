import express, { type NextFunction, type Request, type Response } from "express";

import { acmeAdmin } from "../world/actors.js";
import { bodyOf } from "../world/body.js";
import { createInChunks } from "../world/in-chunks.js";
import type { Setting } from "../world/settings.js";
import { useWorld } from "../world/world.js";

const JSON_TYPE = { "Content-Type": "application/json" };

export function parsedBodies(setting: Setting): void {
  describe("a body the application has parsed", () => {
    const world = useWorld(setting, {
      before(app) {
        app.use(express.json({ limit: "1mb" }), express.urlencoded({ extended: true }), express.text());
      },
    });

    it("is taken as it is", async () => {
      const answer = await world().as(acmeAdmin).post("/keys", { name: "parsed before", permissions: [] });

      expect([answer.status, answer.body.key.name]).toEqual([201, "parsed before"]);
    });

    it("is still checked: wrong fields, no fields, no object", async () => {
      const wrong = await world().as(acmeAdmin).post("/keys", { name: 1 });
      const none = await world().as(acmeAdmin).post("/keys", {});
      const list = await world().as(acmeAdmin).post("/keys", [1]);

      expect([wrong.status, wrong.body.code]).toEqual([400, "invalid_field"]);
      expect([none.status, none.body.code]).toEqual([400, "grant_required"]);
      expect([list.status, list.body.code]).toEqual([400, "invalid_request"]);
    });

    it.each(["application/x-www-form-urlencoded", "text/plain"])("is still 415 as %s", async (type) => {
      const answer = await world().as(acmeAdmin).post("/keys", "permissions[]=a:b", { "Content-Type": type });

      expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
    });

    it("is still 413 beyond 64 KB, by what was announced and by what it holds", async () => {
      const spaces = `{"permissions":[]}${" ".repeat(65_536)}`;
      const announced = await world().as(acmeAdmin).post("/keys", spaces, JSON_TYPE);
      const held = await world()
        .as(acmeAdmin)
        .post("/keys", { permissions: [], name: "x".repeat(65_536) });
      const chunked = await createInChunks(
        world(),
        acmeAdmin,
        `{"permissions":[],"name":"${"x".repeat(65_536)}"}`,
      );
      const deep = await world()
        .as(acmeAdmin)
        .post("/keys", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, JSON_TYPE);

      expect([announced.status, announced.body.code]).toEqual([413, "body_too_large"]);
      expect([held.status, held.body.code]).toEqual([413, "body_too_large"]);
      expect([chunked.status, bodyOf(chunked).code]).toEqual([413, "body_too_large"]);
      expect([400, 413]).toContain(deep.status);
    });
  });

  describe("a body the application has read as bytes", () => {
    const world = useWorld(setting, { before: (app) => app.use(express.raw({ limit: "1mb", type: "*/*" })) });

    it("is parsed, and 413 beyond 64 KB", async () => {
      const fine = await world().as(acmeAdmin).post("/keys", { name: "bytes", permissions: [] });
      const broken = await world().as(acmeAdmin).post("/keys", "{", JSON_TYPE);
      const large = await world()
        .as(acmeAdmin)
        .post("/keys", `{"permissions":[]}${" ".repeat(65_536)}`, JSON_TYPE);

      expect([fine.status, fine.body.key.name]).toEqual([201, "bytes"]);
      expect([broken.status, broken.body.code]).toEqual([400, "invalid_request"]);
      expect([large.status, large.body.code]).toEqual([413, "body_too_large"]);
    });
  });

  describe("a body the application has read by itself, without telling body-parser", () => {
    const world = useWorld(setting, { before: (app) => app.use(readByHand) });

    it("is taken as it is, and still checked", async () => {
      const fine = await world().as(acmeAdmin).post("/keys", { name: "by hand", permissions: [] });
      const wrong = await world().as(acmeAdmin).post("/keys", { name: 1 });

      expect([fine.status, fine.body.key?.name]).toEqual([201, "by hand"]);
      expect([wrong.status, wrong.body.code]).toEqual([400, "invalid_field"]);
      expect(world().faults).toEqual([]);
    });
  });

  describe("a body the application has only set a default for", () => {
    const world = useWorld(setting, {
      before: (app) =>
        app.use((req, _res, next) => {
          req.body = {};
          next();
        }),
    });

    it("is read", async () => {
      const answer = await world().as(acmeAdmin).post("/keys", { name: "read", permissions: [] });

      expect([answer.status, answer.body.key?.name]).toEqual([201, "read"]);
    });
  });
}

function readByHand(req: Request, _res: Response, next: NextFunction): void {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.once("end", () => {
    req.body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    next();
  });
}
