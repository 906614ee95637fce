import type { UseFormReturnType } from "@mantine/form";

import type { KeyValues } from "./key-values.ts";

/** The form that the parts of it share. */
export type FormOfKey = UseFormReturnType<KeyValues>;
