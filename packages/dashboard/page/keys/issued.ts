import { signal } from "../api/signal.ts";

/** A token that was just issued, or shown again, and what to say over it. */
export interface Issued {
  readonly title: string;
  readonly token: string;
}

/**
 * The tokens that somebody has to keep now, one after the other: here, and in no cache of the page. They do not hang on
 * the part of the page that asked for them, so that leaving that part does not lose one.
 */
export const issued = signal<readonly Issued[]>([]);

/** Takes the token out of an answer and shows it. */
export async function showIssued(title: string, answer: Promise<{ readonly token: string }>): Promise<void> {
  const { token } = await answer;
  issued.set([...issued.get(), { title, token }]);
}

/** Forgets the first of them. */
export function putAway(): void {
  issued.set(issued.get().slice(1));
}
