import type { Database, Engine } from "../databases/database.ts";
import { startDatabase } from "../databases/start-database.ts";
import { startRedis, type Redis } from "../redis/start-redis.ts";
import { operatorAt, signIn, type Operator } from "./operator.ts";
import { startServerProcesses, type ServerProcess } from "./start-server-processes.ts";

/** Several server processes on one database, with an operator signed in at each. */
export interface World {
  readonly database: Database;
  readonly redis: Redis | null;
  readonly servers: readonly ServerProcess[];
  readonly operators: readonly Operator[];
  stop(): Promise<void>;
}

export interface WorldSettings {
  readonly engine: Engine;
  readonly redis: boolean;
  /** Default 4. */
  readonly processes?: number;
}

export async function startWorld({ engine, redis: withRedis, processes = 4 }: WorldSettings): Promise<World> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const database = await startDatabase(engine);
    stops.push(() => database.remove());
    const redis = withRedis ? await startRedis() : null;
    if (redis !== null) stops.push(() => redis.remove());
    const servers = await startServerProcesses(processes, {
      databaseUrl: database.url,
      redisUrl: redis?.url,
    });
    stops.push(() => Promise.all(servers.map((server) => server.stop())));
    const cookie = await signIn(servers[0]!.client);
    return {
      database,
      redis,
      servers,
      operators: servers.map(({ client }) => operatorAt(client, cookie)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
