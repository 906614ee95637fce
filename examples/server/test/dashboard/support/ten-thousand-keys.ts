import type { CreateKey, Keyring } from "@latchkey/core";

import { TESTER } from "./tester.js";

const ROLES = ["reader", "publisher", "admin"];
const TOMORROW = Date.now() + 86_400_000;
/** As many as `createMany` takes. */
const BATCH = 1_000;

/**
 * Ten thousand keys. Most have no organization, since an organization and a project can have 50 keys each: 40 are of
 * Acme, 60 of Globex in its project, and of 30 the time is yet to come.
 */
export async function makeTenThousandKeys(keyring: Keyring): Promise<void> {
  for (let from = 1; from <= 9_870; from += BATCH) {
    const count = Math.min(BATCH, 9_870 - from + 1);
    await keyring.createMany(
      listOf(count, (index) => ({ name: `Nightly build ${numbered(from + index)}`, role: ROLES[index % 3] })),
      TESTER,
    );
  }
  await keyring.createMany(
    [
      ...listOf(40, (index) => ({
        name: `Acme worker ${numbered(index)}`,
        orgId: "acme",
        role: "publisher",
      })),
      ...listOf(30, (index) => ({
        name: `Globex worker ${numbered(index)}`,
        orgId: "globex",
        role: "reader",
      })),
      ...listOf(30, (index) => ({
        name: `Warehouse robot ${numbered(index)}`,
        orgId: "globex",
        projectId: "warehouse",
        role: "reader",
      })),
      ...listOf(30, (index) => ({ name: `Launch ${numbered(index)}`, role: "reader", notBefore: TOMORROW })),
    ],
    TESTER,
  );
}

function listOf(count: number, make: (index: number) => CreateKey): CreateKey[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function numbered(index: number): string {
  return String(index).padStart(4, "0");
}
