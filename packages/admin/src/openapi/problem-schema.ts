import * as z from "zod";

/** The document that `sendProblem` of `@latchkey/express` writes. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ format: "uri", examples: ["urn:latchkey:problem:not_found"] }),
    title: z.string(),
    status: z.number().meta({ override: { type: "integer" } }),
    detail: z.string().meta({ description: "What was wrong and what to do about it, for people." }),
    code: z.string().meta({ description: "What programs look at.", examples: ["not_found"] }),
    request_id: z.string(),
    errors: z
      .array(
        z.strictObject({
          path: z.string().meta({ description: "Leads to the field.", examples: ["permissions[2]"] }),
          message: z.string(),
        }),
      )
      .meta({ description: "The fields that are wrong." })
      .optional(),
  })
  .meta({ id: "Problem", description: "A problem document (RFC 9457)." });
