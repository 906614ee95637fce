import type { Push } from "./push.js";

/** Without a push, hints go nowhere and none come. */
export const NO_PUSH: Push = { publish: () => undefined, subscribe: () => () => undefined };

/** A push whose faults stay its own: a write that is committed must not fail by a hint about it. */
export function carefulPush(push: Push): Push {
  let warned = false;

  function guarded<T>(otherwise: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (!warned) warn(error);
      warned = true;
      return otherwise;
    }
  }

  return {
    publish: (hint) => guarded(undefined, () => push.publish(hint)),
    subscribe(listener) {
      const unsubscribe = guarded(NOTHING, () => push.subscribe(listener));
      return () => guarded(undefined, unsubscribe);
    },
  };
}

const NOTHING = (): void => undefined;

function warn(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  process.emitWarning(`the option \`push\` has thrown (${name}); changes are read every 500 ms in any case`, {
    type: "LatchkeyWarning",
    code: "LATCHKEY_PUSH",
  });
}
