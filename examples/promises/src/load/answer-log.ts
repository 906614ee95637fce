import type { HttpAnswer } from "../servers/http-client.ts";
import type { IssuedKey } from "../servers/operator.ts";

/** The answer of one process to one key. Times are milliseconds of this process's monotonic clock. */
export interface Answer {
  /** Its place among the server processes. */
  readonly process: number;
  readonly keyId: string;
  readonly status: number;
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly retryAfter: string | undefined;
}

/** Everything that was answered. */
export interface AnswerLog {
  readonly answers: readonly Answer[];
  record(process: number, key: IssuedKey, answer: HttpAnswer): Answer;
}

export function answerLog(): AnswerLog {
  const answers: Answer[] = [];
  return {
    answers,
    record(process, key, { status, sentAt, arrivedAt, retryAfter }) {
      const answer = { process, keyId: key.id, status, sentAt, arrivedAt, retryAfter };
      answers.push(answer);
      return answer;
    },
  };
}
