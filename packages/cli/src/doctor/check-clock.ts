import type { Check, OpenPatient } from "./check.js";
import { select, type Engine } from "./engine.js";
import { found, ok } from "./finding.js";

const NAME = "clock";
/** Expiry and the record of changes go by the clocks of the app's machines; seconds are what people notice. */
const TOLERATED_MS = 2_000;
const TOO_MUCH_MS = 60_000;

/** UTC milliseconds, as the server's machine has them. SQLite has no machine of its own. */
const NOW: Readonly<Partial<Record<Engine, string>>> = {
  mysql: "select timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) / 1000 as ms",
  postgres: "select extract(epoch from clock_timestamp()) * 1000 as ms",
};

/** How far the clocks of this machine and of the database's are apart. */
export const checkClock: Check<OpenPatient> = {
  name: NAME,
  async look({ db, engine, clock }) {
    const sql = NOW[engine];
    if (sql === undefined) return [];
    const before = clock.now();
    const [row] = await select(db, sql);
    const after = clock.now();
    const skew = Math.round(Number(row?.["ms"]) - (before + after) / 2);
    const apart = Math.abs(skew);
    if (apart <= TOLERATED_MS) return [ok(NAME, `${apart} ms apart from the database's`)];
    const detail = `This machine's clock is ${(apart / 1_000).toFixed(1)} s ${skew > 0 ? "behind" : "ahead of"} the database's.`;
    const status = apart > TOO_MUCH_MS ? "fail" : "warn";
    return [
      found(
        status,
        NAME,
        detail,
        "Have both machines set their clocks by NTP: keys begin and expire by them.",
      ),
    ];
  },
};
