import { createKeyring, systemActor } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

interface Task {
  readonly config: Knex.Config;
  readonly pepper: string;
  /** An organization of its own, so that what killed processes have left counts for no quota. */
  readonly orgId: string;
}

const WRITERS = 4;
const ACTOR = systemActor("writer");

const { config, pepper, orgId } = JSON.parse(process.argv[2] ?? "") as Task;
const db = knexPkg.knex(config);
const keyring = createKeyring({
  store: knexStore(db),
  prefix: "acme",
  peppers: [{ version: 1, secret: pepper }],
});

await Promise.all(Array.from({ length: WRITERS }, createAndRevoke));

/** Makes keys and revokes them, for ever; says what was acknowledged, and only then. */
async function createAndRevoke(): Promise<never> {
  for (;;) {
    const { key, token } = await keyring.create({ orgId, permissions: ["bundles:read"] }, ACTOR);
    acknowledge({ created: key.id, token });
    await keyring.revoke({ id: key.id }, ACTOR);
    acknowledge({ revoked: key.id });
  }
}

function acknowledge(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
