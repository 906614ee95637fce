import { startApp, type StartedApp } from "../../support/start-app.js";
import { listen, type Listening } from "./listen.js";

export interface ServedApp extends StartedApp, Pick<Listening, "address"> {}

/** The application after its first start, at a port of its own. */
export async function serveApp(): Promise<ServedApp> {
  const started = await startApp();
  const { address, stop } = await listen(started.app);
  const close = async () => {
    stop();
    await started.close();
  };
  return { ...started, address, close };
}
