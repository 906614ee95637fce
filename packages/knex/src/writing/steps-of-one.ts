export interface Steps {
  /** Runs one step; none can run once the transaction is over. */
  step<T>(this: void, run: () => Promise<T>): Promise<T>;
  /** Ends it for the work: rejects when one of its steps has failed, also one nobody waited for. */
  close(this: void): Promise<void>;
}

/** The steps of one transaction, of which the first that failed is remembered. */
export function stepsOfOne(): Steps {
  let over = false;
  let running: Promise<unknown> = Promise.resolve();
  let fault: { readonly error: unknown } | undefined;

  async function step<T>(run: () => Promise<T>): Promise<T> {
    if (over)
      throw new Error("latchkey: this transaction is over; await each of its methods inside the work");
    const result = run().catch((error: unknown) => {
      fault ??= { error };
      throw error;
    });
    running = Promise.allSettled([running, result]);
    return result;
  }

  async function close(): Promise<void> {
    over = true;
    await running;
    if (fault) throw fault.error;
  }

  return { step, close };
}
