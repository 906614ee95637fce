import { invalidFields, type ChainVerdict, type Checkpoint } from "@latchkey/core";
import * as z from "zod";

import { parseQuery } from "./parse-query.js";

const SEQ = "must be the number of a change";
const HASH = "must be the hash of a change, as it was answered";

export const verificationQuerySchema = z.strictObject({
  seq: z
    .string()
    .refine((text) => /^(?:0|[1-9][0-9]{0,14})$/.test(text), { error: SEQ })
    .transform(Number)
    .meta({
      description: "`checkpoint.seq` of an answer that was kept, with its `hash`.",
      override: { type: "integer", minimum: 0 },
    })
    .optional(),
  hash: z
    .string()
    .refine((text) => text === "" || /^v[0-9]{1,10}\$[0-9A-Za-z_-]{43}$/.test(text), { error: HASH })
    .meta({ description: "`checkpoint.hash` of that answer." })
    .optional(),
});

const seq = z.number().meta({ override: { type: "integer", minimum: 0 } });

export const verificationSchema = z
  .discriminatedUnion("ok", [
    z.strictObject({
      ok: z.literal(true),
      examined: seq.meta({ description: "How many changes were examined." }),
      checkpoint: z.strictObject({ seq, hash: z.string() }).meta({
        description:
          "The end of the chain. Kept outside of the database and sent with a later question, it shows that nothing was cut off.",
      }),
    }),
    z.strictObject({
      ok: z.literal(false),
      seq: seq.meta({
        description: "The first change that is not as it was written, or the place where one is missing.",
      }),
      fault: z.enum(["edited", "missing", "reordered", "cut"]),
      detail: z.string().meta({ description: "A sentence for people." }),
    }),
  ])
  .meta({ id: "Verification", description: "Whether the record of changes is as it was written." });

/** The options of `keyring.changes.verify` from the query of a request; a checkpoint has both of its parts. */
export function readCheckpoint(query: URLSearchParams): { readonly checkpoint?: Checkpoint | undefined } {
  const { seq, hash } = parseQuery(verificationQuerySchema, query);
  if (seq === undefined && hash === undefined) return {};
  if (seq === undefined) throw lacking("seq", "hash");
  if (hash === undefined) throw lacking("hash", "seq");
  return { checkpoint: { seq, hash } };
}

/** The JSON of what an audit has found. */
export function verificationJson(verdict: ChainVerdict): z.output<typeof verificationSchema> {
  if (!verdict.ok) return { ok: false, seq: verdict.seq, fault: verdict.fault, detail: verdict.detail };
  const { seq, hash } = verdict.checkpoint;
  return { ok: true, examined: verdict.examined, checkpoint: { seq, hash } };
}

function lacking(field: string, other: string) {
  return invalidFields([{ path: [field], message: `must be given with ${other}`, code: "invalid_field" }]);
}
