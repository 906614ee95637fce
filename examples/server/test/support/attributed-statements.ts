import { AsyncLocalStorage, createHook } from "node:async_hooks";

import type { KeyStore } from "@latchkey/core";
import type { RequestHandler } from "express";
import type { Knex } from "knex";

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Tells what came of requests from what came of anything else. */
export interface AttributedStatements {
  /** Of each request, whether it waited for them or not. */
  readonly ofRequests: readonly Statement[];
  /** Of each flush of usage. */
  readonly ofFlushes: readonly (readonly Statement[])[];
  /** Of anything else: readers, timers, start. */
  readonly ofOthers: readonly Statement[];
  /** What the handlers between `begins` and `passes` left to end later, by its kind: promises, timers, jobs of the thread pool. */
  readonly workOfRequests: Readonly<Record<string, number>>;
  /** To be mounted before and behind the handlers that are watched. */
  readonly begins: RequestHandler;
  readonly passes: RequestHandler;
  /** The store, whose flushes are known. */
  watched(store: KeyStore): KeyStore;
  /** Forgets what was seen. */
  forget(): void;
  end(): void;
}

export function attributedStatements(db: Knex): AttributedStatements {
  const origin = new AsyncLocalStorage<Statement[]>();
  const ofRequests: Statement[] = [];
  const ofFlushes: Statement[][] = [];
  const ofOthers: Statement[] = [];
  const workOfRequests: Record<string, number> = {};
  let between = false;

  db.on("query", ({ sql, bindings }: { sql: string; bindings?: unknown[] }) =>
    (origin.getStore() ?? ofOthers).push({ sql, values: bindings ?? [] }),
  );
  const hook = createHook({
    init: (_id, kind) => {
      if (between) workOfRequests[kind] = (workOfRequests[kind] ?? 0) + 1;
    },
  }).enable();

  return {
    ofRequests,
    ofFlushes,
    ofOthers,
    workOfRequests,
    begins: (_req, _res, next) => {
      origin.run(ofRequests, () => {
        between = true;
        next();
        between = false;
      });
    },
    passes: (_req, _res, next) => {
      between = false;
      next();
    },
    watched: (store) => ({
      ...store,
      addUsage: (batch) => {
        const flush: Statement[] = [];
        ofFlushes.push(flush);
        return origin.run(flush, () => store.addUsage(batch));
      },
    }),
    forget() {
      for (const seen of [ofRequests, ofFlushes, ofOthers]) seen.length = 0;
      for (const kind of Object.keys(workOfRequests)) delete workOfRequests[kind];
    },
    end: () => hook.disable(),
  };
}
