import type { Knex } from "knex";

import type { Engine } from "./test-databases.js";

/** The pepper under which the first release wrote these rows, and the token of the key that is not revoked. */
export const PEPPER = "a pepper of at least thirty-two bytes";
export const TOKEN = "acme_live_5oEL6iKWYugTFMfn_K2T5vKAkpUfoHvZPuppYLcvSfKKYQxLJdYulu1s7ydz3vBclp";

/** What came later, to be undone. */
const LATER = ["0008_changes_project", "0009_roles_of_an_org"];

/** Turns a database that is up to date and empty into one of the first release, with the rows it had written. */
export async function toFirstRelease(db: Knex, engine: Engine): Promise<void> {
  const index = "latchkey_roles_org_id_id";
  await db.raw(engine === "mysql" ? `drop index ${index} on latchkey_roles` : `drop index ${index}`);
  await db.raw("alter table latchkey_changes drop column project_id");
  await db("latchkey_migrations").whereIn("name", LATER).del();
  await db("latchkey_keys").insert(KEYS);
  await db("latchkey_changes").insert(CHANGES);
  await db("latchkey_head").update({ last_seq: 4, last_hash: CHANGES[3].hash, last_number: 2 });
}

const KEY = {
  prefix: "acme",
  env: "live",
  permissions: '["bundles:read"]',
  inherits: false,
  enabled: true,
  metadata: "{}",
  tags: "[]",
  version: 2,
};

const KEYS = [
  {
    ...KEY,
    id: "5oEL6iKWYugTFMfn",
    number: 1,
    name: "Deploy bot",
    name_lower: "deploy bot",
    owner_id: "ann",
    org_id: "acme",
    project_id: "web",
    digest: "hmac-sha256$v1$3d6FNRHl5dYvWC4NT4NM3fdvl7uQbyCumSJeDLS-QmI",
    created_at: 1767225604000,
    created_by: "user:ann",
    updated_at: 1767225613000,
    live: true,
  },
  {
    ...KEY,
    id: "1tjshHUX6LuyUPPV",
    number: 2,
    name: "API key 2",
    name_lower: "api key 2",
    revoked_at: 1767225618000,
    revoked_reason: "not used",
    digest: "hmac-sha256$v1$1RbfufcLiTXPo6mgcjJgBBMKKsEFwg4mJC--7fLr9pQ",
    created_at: 1767225609000,
    created_by: "system:script",
    updated_at: 1767225619000,
    live: false,
  },
];

const ANN = {
  actor_kind: "user",
  actor_id: "ann",
  actor_name: "Ann",
  target: "5oEL6iKWYugTFMfn",
  owner_id: "ann",
  org_id: "acme",
  address: "192.0.2.1",
  request_id: "req-1",
};
const SCRIPT = {
  actor_kind: "system",
  actor_id: "script",
  actor_name: "script",
  target: "1tjshHUX6LuyUPPV",
};

const CHANGES = [
  {
    ...ANN,
    seq: 1,
    at: 1767225604000,
    action: "key.created",
    detail:
      '{"before":null,"after":{"id":"5oEL6iKWYugTFMfn","number":1,"name":"Deploy","env":"live","orgId":"acme","projectId":"web","ownerId":"ann","role":null,"permissions":["bundles:read"],"enabled":true,"notBefore":null,"expiresAt":null,"revokedAt":null,"metadata":{},"tags":[],"createdBy":"user:ann","version":1}}',
    previous_hash: "",
    hash: "v1$jtkOrrasbxhM9V8LIP7VvoySRLBCluobMvpfjq1ZelY",
  },
  {
    ...SCRIPT,
    seq: 2,
    at: 1767225609000,
    action: "key.created",
    detail:
      '{"before":null,"after":{"id":"1tjshHUX6LuyUPPV","number":2,"name":"API key 2","env":"live","orgId":null,"projectId":null,"ownerId":null,"role":null,"permissions":["bundles:read"],"enabled":true,"notBefore":null,"expiresAt":null,"revokedAt":null,"metadata":{},"tags":[],"createdBy":"system:script","version":1}}',
    previous_hash: "v1$jtkOrrasbxhM9V8LIP7VvoySRLBCluobMvpfjq1ZelY",
    hash: "v1$1qEokRBfXVvuUlLMqTtUX942vw36jovDOh_qQ1Wb_Uw",
  },
  {
    ...ANN,
    seq: 3,
    at: 1767225613000,
    action: "key.updated",
    detail: '{"before":{"name":"Deploy","version":1},"after":{"name":"Deploy bot","version":2}}',
    previous_hash: "v1$1qEokRBfXVvuUlLMqTtUX942vw36jovDOh_qQ1Wb_Uw",
    hash: "v1$uwUH2v-92BicoQxzBgHogRs-HxP-M2ftZWnCg9xPON8",
  },
  {
    ...SCRIPT,
    seq: 4,
    at: 1767225619000,
    action: "key.revoked",
    detail:
      '{"before":{"revokedAt":null,"version":1},"after":{"revokedAt":1767225618000,"version":2},"reason":"not used"}',
    previous_hash: "v1$uwUH2v-92BicoQxzBgHogRs-HxP-M2ftZWnCg9xPON8",
    hash: "v1$JHXk_l3hGXX0Xf10hiBpjAT2jFRZjtsZh7SqyutHgGc",
  },
] as const;
