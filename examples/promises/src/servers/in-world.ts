import { startWorld, type World, type WorldSettings } from "./start-world.ts";

/** Has something done in a world that is stopped afterwards in any case. */
export async function inWorld(settings: WorldSettings, work: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld(settings);
  await work(world).finally(world.stop);
}
