import type { Client } from "./client.js";
import type { StartedCapgo } from "./start-capgo.js";

/** A key as the answer to `POST /apikey/` shows it. */
export interface NewKey {
  readonly id: number;
  readonly key: string;
  readonly mode: string;
  readonly name: string;
  readonly created_at: string;
  readonly user_id: string;
}

/** Makes a key; of mode `read` in `org_123`, unless the fields say otherwise. */
export async function newKey(by: Client, fields: object = {}): Promise<NewKey> {
  const { status, body } = await by.post("/apikey/", { org_id: "org_123", mode: "read", ...fields });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return (body as { apikey: NewKey }).apikey;
}

export interface ListedKey extends NewKey {
  readonly updated_at: string;
}

/** The keys that a key is shown. */
export async function listKeys(by: Client): Promise<readonly ListedKey[]> {
  const { status, body } = await by.get("/apikey/");
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return (body as { data: ListedKey[] }).data;
}

/** A client with a new key. */
export async function clientWith(capgo: StartedCapgo, fields: object): Promise<Client & NewKey> {
  const made = await newKey(capgo.first, fields);
  return { ...capgo.with(made.key), ...made };
}
