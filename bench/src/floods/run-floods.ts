import type { Plan } from "../chapters/chapter.ts";
import type { AllKeys } from "./flooded-keys.ts";
import type { Flood } from "./floods.ts";
import { measureFlood, startSender, type Measured } from "./measure-flood.ts";

/** What a server did in each round under a flood, and under as many requests for plain 401s. */
export interface Compared {
  readonly flood: Flood;
  readonly flooded: readonly Measured[];
  readonly control: readonly Measured[];
}

export interface FloodRun {
  readonly compared: readonly Compared[];
  /** The control twice, one beside the other as the others are. */
  readonly controls: readonly [first: readonly Measured[], second: readonly Measured[]];
}

/** Each flood beside its control, in fresh processes, in each round; what goes first takes turns. */
export async function runFloods(
  floods: readonly Flood[],
  keys: AllKeys,
  seconds: number,
  { rounds, say }: Plan,
): Promise<FloodRun> {
  const sender = startSender();
  const compared = floods.map((flood) => ({ flood, flooded: [] as Measured[], control: [] as Measured[] }));
  const controls: [Measured[], Measured[]] = [[], []];
  const measure = (flood: Flood, on: "guarded" | "plain") =>
    measureFlood(flood, on, keys[flood.keys], seconds, sender);
  try {
    for (let round = 0; round < rounds; round++) {
      for (const { flood, flooded, control } of compared) {
        const pair = [
          async () => void control.push(await measure(flood, "plain")),
          async () => void flooded.push(await measure(flood, "guarded")),
        ];
        for (const each of round % 2 === 0 ? pair : pair.reverse()) await each();
        say(`round ${round + 1} of ${rounds}: ${flood.name}`);
      }
      const [any] = floods;
      if (any !== undefined) for (const each of controls) each.push(await measure(any, "plain"));
    }
  } finally {
    await sender.stop();
  }
  return { compared, controls };
}
