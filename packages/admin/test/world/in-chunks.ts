import type { Actor } from "@latchkey/core";
import type { Response } from "supertest";

import type { World } from "./world.js";

/** Creates a key with a JSON text whose length is not announced. */
export async function createInChunks(world: World, actor: Actor, text: string): Promise<Response> {
  const headers = {
    "Content-Type": "application/json",
    "Transfer-Encoding": "chunked",
    ...world.headersOf(actor),
  };
  const test = world.raw("post", `${world.mount}/keys`).set(headers);
  test.write(text);
  return test;
}
