import type { Catalogue } from "@latchkey/core";
import * as z from "zod";

export const permissionsSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        permission: z.string().meta({ examples: ["bundles:read"] }),
        description: z.string(),
      }),
    ),
  })
  .meta({ id: "Permissions", description: "The application's permissions and those of key management." });

/** The JSON of the permissions there are to give. */
export function permissionsJson(catalogue: Catalogue): z.output<typeof permissionsSchema> {
  return { data: catalogue.map(({ permission, description }) => ({ permission, description })) };
}
