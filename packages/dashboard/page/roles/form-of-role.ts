import type { UseFormReturnType } from "@mantine/form";

import type { RoleValues } from "./role-values.ts";

export type FormOfRole = UseFormReturnType<RoleValues>;
