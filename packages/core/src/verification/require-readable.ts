import { ConfigurationError } from "../configuration-error.js";
import { lookupMarks } from "../foreign/lookups.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Survey } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";

/** Whole tables are read, which takes its time; but a start does not hang. */
const PATIENCE_MS = 60_000;

/** Rejects when the store cannot be read, or when rows need a pepper that this keyring does not have. */
export async function requireReadable({
  store,
  clock,
  digests,
  peppers,
  tokenSeal,
}: KeyringContext): Promise<void> {
  const expected: Survey["expected"] = {
    digest: digests.marks,
    previousDigest: digests.marks,
    lookup: lookupMarks(peppers),
    // A keyring that shows tokens once does not care how others have sealed them.
    sealedToken: tokenSeal?.marks ?? [""],
    // From before there were peppers; the audit of the chain judges where such rows may stand.
    changeHash: [...peppers.versions.map((version) => `v${version}$`), "v0$"],
  };
  const { unexpected } = await withDeadline(store.survey(expected, clock.now()), PATIENCE_MS);
  const faults = Object.entries(WHAT).filter(([column]) => unexpected[column as keyof typeof unexpected] > 0);
  if (faults.length === 0) return;
  const rows = faults.map(([column, what]) => `${unexpected[column as keyof typeof unexpected]} ${what}`);
  throw new ConfigurationError(
    "store",
    `holds what cannot be checked: there are ${rows.join(", ")}. Configure every pepper, digest and signing key that rows were made with`,
  );
}

const WHAT: Readonly<Record<keyof Survey["unexpected"], string>> = {
  digest: "active keys with a digest that cannot be checked",
  previousDigest: "keys in rotation with an old digest that cannot be checked",
  lookup: "keys with a lookup under an unknown pepper",
  sealedToken: "keys with a token sealed under an unknown sealing key",
  changeHash: "changes with a hash under an unknown pepper",
};
