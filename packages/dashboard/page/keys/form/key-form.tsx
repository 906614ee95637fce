import { Button, Group, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect } from "react";

import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { AccessFields } from "./access-fields.tsx";
import { checkValues } from "./check-values.ts";
import { fieldFaults } from "./field-faults.ts";
import type { KeyValues } from "./key-values.ts";
import { RateLimitFields } from "./rate-limit-fields.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { ValidityFields } from "./validity-fields.tsx";

interface KeyFormProps {
  readonly initial: KeyValues;
  readonly kind: "create" | "change";
  /** What the API answered to the last attempt. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSubmit: (values: KeyValues) => void;
  readonly onCancel: () => void;
}

/** Everything about a key that people decide. */
export function KeyForm({ initial, kind, error, pending, onSubmit, onCancel }: KeyFormProps) {
  const form = useForm<KeyValues>({ initialValues: initial, validate: checkValues });
  const faults = fieldFaults(error);
  const { setErrors } = form;
  useEffect(() => setErrors(fieldFaults(error)), [error, setErrors]);
  return (
    <form onSubmit={form.onSubmit(onSubmit)} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="So that people know what the key is for"
          placeholder={kind === "create" ? "Nightly build" : undefined}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps("name")}
        />
        {kind === "create" && <ScopeFields form={form} />}
        <AccessFields form={form} />
        <ValidityFields form={form} />
        <TagsInput
          label="Allowed networks"
          description="Addresses or blocks such as 192.0.2.0/24, each followed by Enter; none allows every address"
          splitChars={[",", " "]}
          maxTags={50}
          {...form.getInputProps("networks")}
        />
        <RateLimitFields form={form} />
        <TagsInput
          label="Tags"
          description="Words to find the key by, each followed by Enter"
          maxTags={20}
          {...form.getInputProps("tags")}
        />
        {error !== null && Object.keys(faults).length === 0 && <FaultAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            {kind === "create" ? "Create the key" : "Save"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
