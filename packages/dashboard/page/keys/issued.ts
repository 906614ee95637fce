import { signal } from "../api/signal.ts";

/** A token that was just issued, or shown again, and what to say over it. */
export interface Issued {
  readonly title: string;
  readonly token: string;
}

/**
 * The token that somebody has to keep now: here, and in no cache of the page. It does not hang on the part of the page
 * that asked for it, so that leaving that part does not lose it.
 */
export const issued = signal<Issued | null>(null);

/** Takes the token out of an answer and shows it. */
export async function showIssued(title: string, answer: Promise<{ readonly token: string }>): Promise<void> {
  const { token } = await answer;
  issued.set({ title, token });
}
