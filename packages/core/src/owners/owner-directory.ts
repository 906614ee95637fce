import { ageOf, momentOf, type Moment } from "../moment.js";
import type { Clock } from "../clock.js";
import { ConfigurationError } from "../configuration-error.js";
import type { ChangeFeed } from "../context/change-feed.js";
import { ownerMemory, ownerName, type OwnerRef, type RememberedOwner } from "./owner-memory.js";
import { ownerQuestions } from "./owner-questions.js";
import type { FindOwner, Owner } from "./owner.js";

/** Owners, remembered for a moment. */
export interface OwnerDirectory {
  /** The owner, at once where it is remembered; rejects with `identity_unavailable` when the application cannot say. */
  find(ownerId: string, orgId: string | null): Owner | null | Promise<Owner | null>;
  /** Forgets what is remembered of an owner, also what is being asked just now. */
  forget(ownerId: string): void;
}

export interface OwnerDirectoryOptions {
  readonly clock: Required<Clock>;
  /** Milliseconds the application has to answer. */
  readonly deadline: number;
  /** Where changes of owners are told. */
  readonly feed: ChangeFeed;
}

/** A question under way. */
interface Question extends OwnerRef {
  readonly sent: Moment;
  readonly answer: Promise<Owner | null>;
}

/** Until this age, in milliseconds, an answer is as good as a new one. */
const FRESH_MS = 1_000;
/** From this age on nothing is used, whatever is down: the application has to say it again. */
const STALE_MS = 3_000;
const MOST_REMEMBERED = 10_000;

/**
 * Asks the application for owners: one question at a time for each, its answer used as it is for 1 s, until 3 s while
 * it is asked again in the background. Answers age from when they were asked for, by the hand of the clock that moved
 * further, so that a process that was frozen uses nothing it learned before.
 */
export function ownerDirectory(find: FindOwner, options: OwnerDirectoryOptions): OwnerDirectory {
  if (typeof find !== "function")
    throw new ConfigurationError("owners", "must be a function: (ownerId, orgId) => { active, permissions }");
  const { clock, deadline, feed } = options;
  const memory = ownerMemory(MOST_REMEMBERED);
  const questions = new Map<string, Question>();
  const refreshed = new WeakMap<RememberedOwner, Moment>();
  const patience = Math.min(deadline, STALE_MS);
  const askOwner = ownerQuestions(find, clock, patience);

  function findOwner(ownerId: string, orgId: string | null): Owner | null | Promise<Owner | null> {
    const ref = { ownerId, orgId };
    const known = memory.find(ref);
    const age = known === undefined ? STALE_MS : ageOf(clock, known.sent);
    if (known === undefined || age >= STALE_MS) return ask(ref);
    if (age >= FRESH_MS) refresh(ref, known);
    return known.owner;
  }

  /** In the background, and no more than once a second while the application fails. */
  function refresh(ref: OwnerRef, known: RememberedOwner): void {
    const before = refreshed.get(known);
    if (before !== undefined && ageOf(clock, before) < FRESH_MS) return;
    refreshed.set(known, momentOf(clock));
    void ask(ref);
  }

  /** Joins the question that is under way, unless its answer is overdue. */
  function ask(ref: OwnerRef): Promise<Owner | null> {
    const name = ownerName(ref);
    const under = questions.get(name);
    if (under !== undefined && ageOf(clock, under.sent) <= patience) return under.answer;

    const sent = momentOf(clock);
    const answer = askOwner(ref, sent);
    const question = { ...ref, sent, answer };
    questions.set(name, question);
    const done = (): boolean => questions.get(name) === question && questions.delete(name);
    // Also a refresh in the background, which nobody waits for, ends here.
    answer.then(
      (owner) => void (done() && memory.keep({ ...ref, sent, owner })),
      () => void done(),
    );
    return answer;
  }

  function forget(ownerId: string): void {
    memory.forget(ownerId);
    for (const [name, question] of questions) if (question.ownerId === ownerId) questions.delete(name);
  }

  feed.listen((changes) => {
    for (const { action, target } of changes) if (action === "owner.changed") forget(target);
  });
  return { find: findOwner, forget };
}
