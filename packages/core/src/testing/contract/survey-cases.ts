import type { KeyRecord } from "../../keys/key-record.js";
import type { Survey } from "../../store/key-store.js";
import { surveyRecords } from "../survey-records.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { appendAll, headAfter, insertAll, readHead, sampleChange, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `survey` counts. */
export const surveyCases: readonly StoreCase[] = [
  {
    name: "surveys an empty store: a head at zero, and nothing unexpected",
    async run(store) {
      const head = { lastSeq: 0, lastHash: "", lastNumber: 0 };
      for (const expected of [NOTHING, VERSION_ONE])
        assertSame(await store.survey(expected, NOW), { head, expected, unexpected: NONE });
    },
  },
  {
    name: "counts what begins otherwise than expected, byte for byte: of changes all, of keys those not revoked, and never null",
    async run(store) {
      const keys = keysOfManyMarks();
      const changes = MARKS.map((hash, index) => sampleChange(index + 1, { hash }));
      await insertAll(store, keys);
      await appendAll(store, changes);
      const head = await readHead(store);
      for (const expected of [NOTHING, VERSION_ONE, SEVERAL, ...MARKS.map((mark) => allOf([mark]))])
        assertSame(
          await store.survey(expected, NOW),
          surveyRecords(keys, changes, head, expected, NOW),
          JSON.stringify(expected),
        );
    },
  },
  {
    name: "counts previous digests only while they are not over",
    async run(store) {
      await insertAll(
        store,
        [null, NOW - 1, NOW, NOW + 1, NOW + 2].map((previousExpiresAt, index) =>
          sampleKey(index + 1, { previousDigest: "hmac$1$a", previousExpiresAt }),
        ),
      );
      for (const [now, count] of [
        [0, 4],
        [NOW, 2],
        [NOW + 1, 1],
        [NOW + 2, 0],
      ] as const) {
        assertSame((await store.survey(NOTHING, now)).unexpected.previousDigest, count);
        assertSame((await store.survey(VERSION_ONE, now)).unexpected.previousDigest, 0);
      }
    },
  },
  {
    name: "tells the head as the last change has put it",
    async run(store) {
      await appendAll(store, [sampleChange(1), sampleChange(2)]);
      assertSame((await store.survey(NOTHING, NOW)).head, headAfter(sampleChange(2)));
    },
  },
  {
    name: "fails at nothing that is expected, and expects everything of an empty beginning",
    async run(store) {
      await insertAll(store, [sampleKey(1, { digest: "hmac$1$a", lookup: "public:a" })]);
      const found = await store.survey(allOf(HOSTILE_TEXTS), NOW);
      assertSame(found.unexpected, { ...NONE, digest: 1, lookup: 1 });
      assertSame((await store.survey(allOf([""]), NOW)).unexpected, NONE);
    },
  },
];

type Expected = Survey["expected"];

const NOW = Date.UTC(2026, 0, 1);

const NONE = { digest: 0, previousDigest: 0, lookup: 0, sealedToken: 0, changeHash: 0 };
const NOTHING = allOf([]);
const VERSION_ONE = allOf(["hmac$1$"]);
const SEVERAL: Expected = {
  digest: ["hmac$1$", "bcrypt$"],
  previousDigest: ["hmac$2$"],
  lookup: [],
  sealedToken: ["v1$", "hmac%"],
  changeHash: ["😀", "v1$"],
};

/** Texts that begin like each other, but for case, accents, spaces or wildcards. */
const MARKS = [
  "hmac$1$",
  "hmac$1$abc",
  "HMAC$1$abc",
  "hmac$2$abc",
  "hmac$11$abc",
  "hmac_1_abc",
  "hmác$1$abc",
  " hmac$1$abc",
  "hmac$1",
  "hmac$1 ",
  "hmac%",
  "v1$a",
  "V1$a",
  "😀😀",
  "😁",
  "",
  " ",
];

function allOf(beginnings: readonly string[]): Expected {
  return {
    digest: beginnings,
    previousDigest: beginnings,
    lookup: beginnings,
    sealedToken: beginnings,
    changeHash: beginnings,
  };
}

/** Keys with a mark each, live and revoked, in which all that can be null is null once. */
function keysOfManyMarks(): KeyRecord[] {
  return MARKS.flatMap((mark, index) => {
    const previous = { previousDigest: mark, previousExpiresAt: NOW + 1 };
    const marked = { digest: mark, ...previous, sealedToken: `${mark}${mark}`, lookup: mark };
    return [
      sampleKey(index * 3 + 1, marked),
      sampleKey(index * 3 + 2, { ...marked, lookup: `revoked ${mark}`, revokedAt: 5 }),
      sampleKey(index * 3 + 3, { digest: mark }),
    ];
  });
}
