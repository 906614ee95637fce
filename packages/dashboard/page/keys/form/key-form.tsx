import { Button, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useEffectEvent } from "react";

import { codeOf } from "../../api/api-error.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { focusFirst } from "../../feedback/focus-first.ts";
import { DialogButtons } from "../../layout/dialog-buttons.tsx";
import { AccessFields } from "./access-fields.tsx";
import { checkValues } from "./check-values.ts";
import { fieldFaults } from "./field-faults.ts";
import type { FormOfKey } from "./form-of-key.ts";
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
  /** Somebody else has changed the key meanwhile. */
  readonly onOutdated?: (values: KeyValues) => void;
}

/** Everything about a key that people decide. */
export function KeyForm({ initial, kind, error, pending, onSubmit, onCancel, onOutdated }: KeyFormProps) {
  const form = useKeyForm(initial, error);
  const outdated = onOutdated !== undefined && codeOf(error) === "version_mismatch";
  return (
    <form onSubmit={form.onSubmit(onSubmit, (errors) => focusFirst(form, errors))} noValidate>
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
          openOnFocus={false}
          {...form.getInputProps("networks")}
        />
        <RateLimitFields form={form} />
        <TagsInput
          label="Tags"
          description="Words of your own, shown with the key, each followed by Enter"
          maxTags={20}
          openOnFocus={false}
          {...form.getInputProps("tags")}
        />
        {error !== null && Object.keys(fieldFaults(error)).length === 0 && (
          <FaultAlert
            error={error}
            retryLabel={outdated ? "Load the newest, keep what I typed" : undefined}
            retry={outdated ? () => onOutdated(form.getValues()) : undefined}
          />
        )}
        <DialogButtons busy={pending} onCancel={onCancel}>
          <Button type="submit" loading={pending}>
            {kind === "create" ? "Create the key" : "Save"}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** Checks what is certain; the rest is the API's to judge, and what it says stands at the fields. */
function useKeyForm(initial: KeyValues, error: unknown): FormOfKey {
  const form = useForm<KeyValues>({ initialValues: initial, validate: checkValues });
  const showFaults = useEffectEvent((faults: ReturnType<typeof fieldFaults>) => {
    form.setErrors(faults);
    focusFirst(form, faults);
  });
  useEffect(() => showFaults(fieldFaults(error)), [error]);
  return form;
}
