import type { Bound, Figure } from "../figures/figure.ts";
import { ratios } from "../figures/ratio.ts";
import { medianOf } from "../figures/spread.ts";
import type { LoadName } from "../http/loads.ts";
import { subjects } from "../subjects/subjects.ts";
import { LOAD_NAMES, LOAD_TEXTS, PEERS, type Compared, type SettingResult } from "./compared.ts";
import { rates } from "./rates.ts";

/** How far ahead of a peer a key that is known is to be; in all else it is enough to be ahead. */
const ON_HITS: Readonly<Partial<Record<Compared, Bound>>> = {
  betterAuth: { atLeast: 7 },
  betterAuthBest: { atLeast: 2.4 },
  tutorial: { atLeast: 1.8 },
  tutorialBcrypt: { atLeast: 200 },
};
const AHEAD: Bound = { atLeast: 1 };

/** For each load and peer the setting in which Latchkey is least ahead: where that one reaches its bound, all do. */
export function aheadOfPeers(results: readonly SettingResult[]): readonly Figure[] {
  return LOAD_NAMES.flatMap((load) => PEERS.map((peer) => leastAhead(results, load, peer)));
}

function leastAhead(results: readonly SettingResult[], load: LoadName, peer: Compared): Figure {
  const [least] = results
    .map(({ name, rounds }) => ({
      name,
      values: ratios(rates(rounds.latchkey[load]), rates(rounds[peer][load])),
    }))
    .sort((one, other) => medianOf(one.values) - medianOf(other.values));
  if (least === undefined) throw new Error("nothing was measured");
  return {
    name: `${LOAD_TEXTS[load]}: Latchkey ÷ ${subjects[peer].about}`,
    unit: "×",
    values: least.values,
    bound: (load === "hits" ? ON_HITS[peer] : undefined) ?? AHEAD,
    note: `requests a second, in the setting where Latchkey is least ahead: ${least.name}`,
  };
}
