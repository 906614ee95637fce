import type { Plan } from "../chapters/chapter.ts";
import type { AllKeys } from "./flooded-keys.ts";
import type { Flood } from "./floods.ts";
import { measureFlood, startSender, type Flooded, type Lengths, type Measured } from "./measure-flood.ts";

/** What a server did in each round under a flood, and under as many requests for plain 401s. */
export interface Compared {
  readonly flood: Flood;
  readonly flooded: readonly Measured[];
  readonly control: readonly Measured[];
}

export interface FloodRun {
  readonly compared: readonly Compared[];
  /** Plain 401s beside themselves, as the floods are beside them. */
  readonly controls: readonly [first: readonly Measured[], second: readonly Measured[]];
}

/** How often plain 401s are beside themselves in a round: all floods stand on it. */
const CONTROLS = 2;

/** Each flood beside its control, in a fresh process for each round. */
export async function runFloods(
  floods: readonly Flood[],
  keys: AllKeys,
  lengths: Lengths,
  { rounds, say }: Plan,
): Promise<FloodRun> {
  const sender = startSender();
  const compared = floods.map((flood) => ({ flood, flooded: [] as Measured[], control: [] as Measured[] }));
  const controls: [Measured[], Measured[]] = [[], []];
  const measure = (flood: Flood, on: Flooded) =>
    measureFlood(flood, [on, "plain"], keys[flood.keys], lengths, sender);
  try {
    for (let round = 0; round < rounds; round++) {
      for (const { flood, flooded, control } of compared) {
        const [guarded, plain] = await measure(flood, "guarded");
        flooded.push(guarded);
        control.push(plain);
        say(`round ${round + 1} of ${rounds}: ${flood.name}`);
      }
      const [any] = floods;
      for (let control = 0; any !== undefined && control < CONTROLS; control++) {
        const [first, second] = await measure(any, "plain");
        controls[0].push(first);
        controls[1].push(second);
      }
    }
  } finally {
    await sender.stop();
  }
  return { compared, controls };
}
