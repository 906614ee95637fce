import * as z from "zod";

/** The header of a change that is meant for one version. */
export const ifMatchSchema = z.object({
  "If-Match": z
    .string()
    .meta({ description: "Change only the version of this `ETag`.", examples: ['"3"'] })
    .optional(),
});
