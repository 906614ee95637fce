import { createHash } from "node:crypto";

import { ed25519Key, migrateTables, randomSecret, type Example } from "@latchkey/example-host";
import type { Knex } from "knex";

const notes = (table: Knex.CreateTableBuilder) => void table.string("text", 40).primary();

/** A small example: it keeps notes, of which its first start makes one, and tells its secrets as a digest. */
export const notesExample: Example<"NOTES_PEPPER" | "NOTES_KEY"> = {
  name: "notes example",
  dataFolder: new URL("../../data/", import.meta.url),
  secrets: { NOTES_PEPPER: randomSecret, NOTES_KEY: ed25519Key },

  open({ db, secrets, environment }) {
    const digest = createHash("sha256").update(JSON.stringify(secrets)).digest("hex");
    const kept = () => db("notes").pluck<string[]>("text");
    return {
      app: (_req, res) =>
        void kept().then(
          (notes) => res.end(JSON.stringify({ notes, digest })),
          () => res.writeHead(503).end(),
        ),
      start: () => migrateTables(db, { tables: { notes } }),
      async firstStart(address) {
        if ((await kept()).length > 0) return null;
        await db("notes").insert({ text: "first" }).onConflict().ignore();
        return [`  curl ${address}/notes`];
      },
      async close() {
        if (environment.NOTES_FAULT) throw new Error(environment.NOTES_FAULT);
      },
    };
  },
};
