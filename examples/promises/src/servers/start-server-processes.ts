import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { eventually } from "../processes/eventually.ts";
import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { httpClient, type HttpClient } from "./http-client.ts";

/** The example server as a process of its own. */
export interface ServerProcess {
  readonly client: HttpClient;
  readonly port: number;
  /** What it has logged so far. */
  readonly log: string;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export interface ServerSettings {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
}

export const OPERATOR = { email: "operator@example.com", password: "a password for the promises" };

const MAIN = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url));
const ANSWERS = /^The example server answers at http:\/\/localhost:(\d+)$/m;
const START_MS = 60_000;

/** Starts so many processes of the built example server on one database, and waits until each answers. */
export async function startServerProcesses(
  count: number,
  settings: ServerSettings,
): Promise<readonly ServerProcess[]> {
  if (!existsSync(MAIN))
    throw new Error("The example server is not built; run npm run build in the root first.");
  // The first alone: it makes the tables and the operator, for which the others would wait in turns.
  const first = await startOne(settings);
  try {
    const others = await Promise.allSettled(Array.from({ length: count - 1 }, () => startOne(settings)));
    const started = others.flatMap((other) => (other.status === "fulfilled" ? [other.value] : []));
    const failed = others.find((other) => other.status === "rejected");
    if (failed === undefined) return [first, ...started];
    await Promise.all(started.map((server) => server.stop()));
    throw failed.reason;
  } catch (error) {
    await first.stop();
    throw error;
  }
}

async function startOne({ databaseUrl, redisUrl }: ServerSettings): Promise<ServerProcess> {
  const running = startProcess(process.execPath, [MAIN], {
    env: {
      PORT: "0",
      DATABASE_URL: databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      LATCHKEY_PEPPER: "a pepper for the promises, long enough to be one",
      SESSION_SECRET: "a session secret for the promises, long enough",
      ADMIN_EMAIL: OPERATOR.email,
      ADMIN_PASSWORD: OPERATOR.password,
    },
  });
  const kill = async () => {
    running.signal("SIGKILL");
    await running.ended;
  };
  try {
    const port = await eventually("the example server prints its address", START_MS, () =>
      printedPort(running),
    );
    const client = httpClient(port);
    await eventually("the example server refuses who has no key", START_MS, async () => {
      const { status } = await client.send({ path: "/api/whoami" });
      return status === 401 || undefined;
    });
    return {
      client,
      port,
      get log() {
        return running.stderr;
      },
      freeze: () => running.signal("SIGSTOP"),
      thaw: () => running.signal("SIGCONT"),
      stop: () => kill().finally(() => client.close()),
    };
  } catch (error) {
    await kill();
    throw new Error(`a server process did not start; it printed: ${running.stdout}${running.stderr}`, {
      cause: error,
    });
  }
}

function printedPort(running: RunningProcess): number | undefined {
  const port = ANSWERS.exec(running.stdout)?.[1];
  if (port === undefined && !running.alive) throw new Error(`the example server ended: ${running.stderr}`);
  return port === undefined ? undefined : Number(port);
}
