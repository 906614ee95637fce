import { startOn } from "@latchkey/example-host/testing";

import { nginxExample } from "../../src/nginx-example.js";
import { startNginx } from "./start-nginx.js";
import { startRecorder, type Recorder } from "./start-recorder.js";

/** The example's app, nginx, and behind it a service that notes what arrives. */
export interface Gateway {
  /** Of nginx: host and port. */
  readonly address: string;
  readonly service: Recorder;
  /** The first key: it may do everything. */
  readonly token: string;
  /** Creates a key and gives its token. */
  createKey(fields: object): Promise<string>;
  /** Asks the admin API as the first key, `"DELETE /keys/2"`, and gives what is answered. */
  manage(request: string, body?: object): Promise<unknown>;
  /** Stops the app, and leaves nginx without it. */
  stopApp(): Promise<void>;
}

export async function startGateway(): Promise<Gateway> {
  const app = await startOn(nginxExample);
  const token = /x-api-key: ([^"]+)"/.exec(app.printed.join("\n"))?.[1] ?? "";
  const service = await startRecorder();
  const latchkey = `127.0.0.1:${new URL(app.address).port}`;
  const address = await startNginx({ latchkey, service: service.address });

  async function manage(request: string, body?: object): Promise<unknown> {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(`${app.address}/admin${path}`, {
      method,
      headers: { "x-api-key": token, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${request} was answered with ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async function createKey(fields: object): Promise<string> {
    return ((await manage("POST /keys", fields)) as { token: string }).token;
  }

  return { address, service, token, createKey, manage, stopApp: () => app.stop() };
}
