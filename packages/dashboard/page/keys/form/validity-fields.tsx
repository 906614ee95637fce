import { Group, Select, TextInput } from "@mantine/core";

import type { FormOfKey } from "./form-of-key.ts";

const FROM = [
  { value: "now", label: "Now" },
  { value: "date", label: "A date …" },
];
const UNTIL = [
  { value: "30", label: "30 days from now" },
  { value: "90", label: "90 days from now" },
  { value: "365", label: "A year from now" },
  { value: "date", label: "A date …" },
  { value: "never", label: "Never" },
];

/** From when and until when the key is valid; dates are in the reader's zone. */
export function ValidityFields({ form }: { readonly form: FormOfKey }) {
  const { from, until } = form.getValues();
  return (
    <Group grow align="start" preventGrowOverflow={false}>
      <div>
        <Select label="Valid from" data={FROM} allowDeselect={false} {...form.getInputProps("from")} />
        {from === "date" && <At label="Valid from this date" input={form.getInputProps("fromAt")} />}
      </div>
      <div>
        <Select
          label="Expires"
          data={UNTIL}
          allowDeselect={false}
          {...form.getInputProps("until")}
          error={until === "date" ? undefined : form.errors["untilAt"]}
        />
        {until === "date" && <At label="Expires on this date" input={form.getInputProps("untilAt")} />}
      </div>
    </Group>
  );
}

interface AtProps {
  readonly label: string;
  readonly input: object;
}

function At({ label, input }: AtProps) {
  return <TextInput mt="xs" type="datetime-local" label={label} {...input} />;
}
