import type { Session, Statement } from "../connection/session.js";
import { unavailable } from "../connection/store-fault.js";

/** Runs an update that must find exactly one row. */
export async function updateOne(session: Session, update: Statement, otherwise: string): Promise<void> {
  const written = await session.run(update);
  if (written !== 1)
    throw unavailable(`The key store updated ${String(written)} rows instead of one: ${otherwise}.`);
}
