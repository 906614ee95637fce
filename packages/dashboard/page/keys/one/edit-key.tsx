import { Modal } from "@mantine/core";
import { useState } from "react";

import { sayDone } from "../../feedback/say.ts";
import { changeKey } from "../change-key.ts";
import { updateBody } from "../form/body-of.ts";
import { KeyForm } from "../form/key-form.tsx";
import { valuesOf, type KeyValues } from "../form/key-values.ts";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Changes what people decide about a key: the version that they saw when they began, and no other. */
export function EditKey({ apiKey, version, onClose }: KeyActionProps & { readonly version: string | null }) {
  const [begun] = useState({ values: valuesOf(apiKey), version });
  const edit = useKeyChange((values: KeyValues) =>
    changeKey(apiKey.id, updateBody(begun.values, values, Date.now()), begun.version),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Edit the key"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <KeyForm
        initial={begun.values}
        kind="change"
        error={edit.error}
        pending={edit.isPending}
        onCancel={onClose}
        onSubmit={(values) =>
          edit.mutate(values, {
            onSuccess() {
              sayDone("The changes are saved.");
              onClose();
            },
          })
        }
      />
    </Modal>
  );
}
