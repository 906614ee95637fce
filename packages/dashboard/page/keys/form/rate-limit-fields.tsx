import { Group, NumberInput, Select } from "@mantine/core";

import type { FormOfKey } from "./form-of-key.ts";

const WINDOWS: Readonly<Record<string, string>> = {
  "1": "a second",
  "60": "a minute",
  "3600": "an hour",
  "86400": "a day",
};

/** How often the key can be used. */
export function RateLimitFields({ form }: { readonly form: FormOfKey }) {
  const { seconds } = form.getValues();
  const windows = Object.entries({
    ...(!(seconds in WINDOWS) && { [seconds]: `${seconds} seconds` }),
    ...WINDOWS,
  });
  return (
    <Group grow align="start">
      <NumberInput
        label="Rate limit"
        placeholder="No limit"
        min={1}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
        {...form.getInputProps("requests")}
      />
      <Select
        label="Requests in"
        data={windows.map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps("seconds")}
      />
    </Group>
  );
}
