import { applicationOutage, failure, tookTooLong } from "../application-outage.js";
import { ageOf, type Moment } from "../moment.js";
import type { Clock } from "../clock.js";
import { inTime } from "../in-time.js";
import { ownerAnswer } from "./owner-answer.js";
import type { OwnerRef } from "./owner-memory.js";
import type { FindOwner, Owner } from "./owner.js";

/** Asks the application once; rejects with `identity_unavailable` when it cannot say. */
export type AskOwner = (ref: OwnerRef, sent: Moment) => Promise<Owner | null>;

/** Makes what asks the application, which has so many milliseconds to answer. */
export function ownerQuestions(find: FindOwner, clock: Required<Clock>, patience: number): AskOwner {
  const outage = applicationOutage("owners");

  return async function askOwner({ ownerId, orgId }, sent) {
    let owner: Owner | null | undefined;
    try {
      owner = ownerAnswer(await inTime(Promise.resolve(find(ownerId, orgId)), patience, tookTooLong));
      // The timer of a process that was frozen may fire behind the answer it was to cut off.
      if (ageOf(clock, sent) > patience) throw tookTooLong();
    } catch (error) {
      throw outage.of(failure(error));
    }
    if (owner === undefined) throw outage.of("gave something else than { active, permissions } or null");
    outage.over();
    return owner;
  };
}
