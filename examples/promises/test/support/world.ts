import { startWorld, type World, type WorldSettings } from "../../src/servers/start-world.ts";

/** A world that is started before the tests of a group and stopped after them. */
export function sharedWorld(settings: WorldSettings): () => World {
  let world: World | undefined;
  beforeAll(async () => (world = await startWorld(settings)));
  afterAll(async () => world?.stop());
  return () => {
    if (world === undefined) throw new Error("the world has not started");
    return world;
  };
}
