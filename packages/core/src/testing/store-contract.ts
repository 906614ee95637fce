import { changeCases } from "./contract/change-cases.js";
import { changeScanningCases } from "./contract/change-scanning-cases.js";
import { countingCases } from "./contract/counting-cases.js";
import { erasingCases } from "./contract/erasing-cases.js";
import { findingCases } from "./contract/finding-cases.js";
import { insertingCases } from "./contract/inserting-cases.js";
import { roleCases } from "./contract/role-cases.js";
import { roleWritingCases } from "./contract/role-writing-cases.js";
import { scanningCases } from "./contract/scanning-cases.js";
import type { StoreCase } from "./contract/store-case.js";
import { surveyCases } from "./contract/survey-cases.js";
import { transactionCases } from "./contract/transaction-cases.js";
import { usageCases } from "./contract/usage-cases.js";

/**
 * What a `KeyStore` must do, as data: run each case over an empty store of yours, with any test runner. A case needs
 * up to 3 s, and rejects with an `AssertionError` when the store breaks it.
 *
 * @example
 * for (const { name, run } of storeContract) {
 *   test(name, async () => run(await emptyStoreOfMine()));
 * }
 */
export const storeContract: readonly StoreCase[] = [
  ...findingCases,
  ...scanningCases,
  ...roleCases,
  ...roleWritingCases,
  ...changeScanningCases,
  ...changeCases,
  ...transactionCases,
  ...insertingCases,
  ...countingCases,
  ...erasingCases,
  ...usageCases,
  ...surveyCases,
];
