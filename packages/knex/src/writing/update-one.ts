import type { Session } from "../connection/session.js";
import type { Statement } from "../connection/statement.js";
import { requireOne } from "./require-one.js";

/** Runs an update that must find exactly one row. */
export async function updateOne(session: Session, update: Statement, otherwise: string): Promise<void> {
  requireOne(await session.run(update), otherwise);
}
