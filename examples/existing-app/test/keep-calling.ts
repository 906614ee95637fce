/** Old clients of the app, which know nothing of what is done to their keys. */
export interface Clients {
  /** The status of every answer they had. */
  stop(): Promise<readonly number[]>;
}

/** One client for each key; each waits for its answer and asks again. */
export function keepCalling(address: string, tokens: readonly string[]): Clients {
  const statuses: number[] = [];
  let stopped = false;

  async function call(token: string): Promise<void> {
    while (!stopped) {
      const answer = await fetch(`${address}/api/orders`, { headers: { "x-api-key": token } });
      statuses.push(answer.status);
      await answer.arrayBuffer();
    }
  }

  const calling = tokens.map(call);
  return {
    async stop() {
      stopped = true;
      await Promise.all(calling);
      return statuses;
    },
  };
}
