import { changeFeed } from "../../src/context/change-feed.js";
import type { Owner } from "../../src/owners/owner.js";
import { ownerDirectory } from "../../src/owners/owner-directory.js";
import { fakeClock } from "../../src/testing/index.js";

export const ANN: Owner = { active: true, permissions: ["bundles:read"] };
export const GONE: Owner = { active: false, permissions: [] };
export const DEADLINE = 750;

interface Asked {
  readonly ownerId: string;
  readonly orgId: string | null;
  answer(given: unknown): void;
  fail(error: unknown): void;
}

/** Every question of a test, so that none is left waiting for its deadline. */
let unanswered: Asked[] = [];

/** A directory whose application answers when the test says so. */
export function directory(deadline = DEADLINE) {
  const clock = fakeClock();
  const feed = changeFeed();
  const asked: Asked[] = [];
  const find = (ownerId: string, orgId: string | null) =>
    new Promise<Owner | null>((resolve, reject) => {
      const question = { ownerId, orgId, answer: (given: unknown) => resolve(given as Owner), fail: reject };
      asked.push(question);
      unanswered.push(question);
    });
  const owners = ownerDirectory(find, { clock, deadline, feed });

  /** Answers the last question, and lets the directory take note of it. */
  async function settle(given: unknown, index = asked.length - 1): Promise<void> {
    asked[index]?.answer(given);
    await turn();
  }

  /** A directory that remembers Ann. */
  async function know(owner: Owner | null = ANN): Promise<void> {
    void owners.find("ann", "a");
    await settle(owner);
  }

  return { owners, clock, feed, asked, settle, know };
}

/** Until every callback that is due has run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export async function codeOf(answer: unknown): Promise<unknown> {
  return Promise.resolve(answer).then(
    () => "resolved",
    ({ code, retryAfter }: { code?: string; retryAfter?: number }) => [code, retryAfter],
  );
}
export const UNAVAILABLE = ["identity_unavailable", 1];

/** Answers what is left, so that no question goes on waiting for its deadline behind its test. */
export async function answerAll(): Promise<void> {
  for (const question of unanswered) question.answer(null);
  unanswered = [];
  await turn();
}
