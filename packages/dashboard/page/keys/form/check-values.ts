import { fromLocalInput } from "../../times/local-input.ts";
import type { FieldFaults } from "./field-faults.ts";
import type { KeyValues } from "./key-values.ts";

/** What can be said before anything is sent; everything else is the API's to refuse. */
export function checkValues({ from, fromAt, until, untilAt }: KeyValues): FieldFaults {
  return {
    ...(from === "date" && fromLocalInput(fromAt) === null && { fromAt: "Choose a date and a time." }),
    ...(until === "date" && fromLocalInput(untilAt) === null && { untilAt: "Choose a date and a time." }),
  };
}
