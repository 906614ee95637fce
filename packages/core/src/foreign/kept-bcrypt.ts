/** Rounds that are compared: fewer are too quick, and more would hold a thread for seconds. */
const FORM = /^\$2([aby])\$(\d\d)(\$[./A-Za-z0-9]{53})$/;
const LEAST = 10;
const MOST = 14;

/** A bcrypt hash as it stands in another system's table: ready to be sealed, or what is wrong with it; null for another text. */
export function keptBcrypt(kept: string): { readonly hash: string } | { readonly fault: string } | null {
  const [, minor = "", rounds = "", rest = ""] = FORM.exec(kept) ?? [];
  if (rest === "") return kept.startsWith("$2") ? { fault: "must be a bcrypt hash of 60 characters" } : null;
  if (Number(rounds) < LEAST || Number(rounds) > MOST)
    return { fault: `must be a bcrypt hash of ${LEAST} to ${MOST} rounds, not ${Number(rounds)}` };
  // PHP's name for the same algorithm.
  return { hash: `$2${minor === "y" ? "b" : minor}$${rounds}${rest}` };
}
