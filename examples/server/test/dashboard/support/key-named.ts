import type { ApiKey, Keyring } from "@latchkey/core";

import { TESTER } from "./tester.js";

/** The one key of this name. */
export async function keyNamed(keyring: Keyring, name: string): Promise<ApiKey> {
  const { data } = await keyring.list({ q: name }, TESTER);
  const [key, ...others] = data.filter((found) => found.name === name);
  if (key === undefined || others.length > 0) throw new Error(`${others.length + 1} keys are named ${name}`);
  return key;
}
