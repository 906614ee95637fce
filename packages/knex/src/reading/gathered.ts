/** Answers many questions at once. Each that asks gets the same answer. */
export type AskMany<Answer> = (ids: readonly string[]) => Promise<Answer>;

interface Waiting<Answer> {
  readonly id: string;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

const MOST_UNDER_WAY = 2;
const MOST_TOGETHER = 64;
const LONGEST_WAIT_MS = 50;

/**
 * Asks for one thing at a time of what is best asked for many at once; gives the answer that this one is in. The first
 * two go at once; what comes while they are under way waits for the first answer and goes then, all together: the busier
 * a server is, the fewer statements there are for each request, and they take two connections of the pool. Where no
 * answer comes, nobody waits for another's longer than 50 ms.
 */
export function gathered<Answer>(ask: AskMany<Answer>): (id: string) => Promise<Answer> {
  let waiting: Waiting<Answer>[] = [];
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;

  function depart(): void {
    clearTimeout(timer);
    const together = waiting.slice(0, MOST_TOGETHER);
    waiting = waiting.slice(MOST_TOGETHER);
    timer = waiting.length > 0 ? setTimeout(depart, LONGEST_WAIT_MS) : undefined;
    if (together.length === 0) return;
    underWay++;
    const answer = ask(together.map(({ id }) => id));
    for (const { resolve } of together) resolve(answer);
    void answer.then(land, land);
  }

  function land(): void {
    underWay--;
    if (underWay < MOST_UNDER_WAY) depart();
  }

  return function find(id) {
    return new Promise((resolve) => {
      waiting.push({ id, resolve });
      if (underWay < MOST_UNDER_WAY) depart();
      else timer ??= setTimeout(depart, LONGEST_WAIT_MS);
    });
  };
}
