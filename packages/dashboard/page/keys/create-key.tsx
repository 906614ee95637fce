import { answered, api } from "../api/api.ts";
import { Dialog } from "../layout/dialog.tsx";
import { createBody } from "./form/body-of.ts";
import { KeyForm } from "./form/key-form.tsx";
import { NEW_KEY } from "./form/key-values.ts";
import { showIssued } from "./issued.ts";
import { useKeyChange } from "./use-key-change.ts";

/** Asks for what a new key shall be; then its token is shown, this once. */
export function CreateKey({ onClose }: { readonly onClose: () => void }) {
  const create = useKeyChange((values: typeof NEW_KEY) =>
    showIssued("The key is created", answered(api.POST("/keys", { body: createBody(values, Date.now()) }))),
  );
  return (
    <Dialog title="Create a key" size="lg" keepsInput locked={create.isPending} onClose={onClose}>
      <KeyForm
        initial={NEW_KEY}
        kind="create"
        error={create.error}
        pending={create.isPending}
        onCancel={onClose}
        onSubmit={(values) => create.mutate(values, { onSuccess: onClose })}
      />
    </Dialog>
  );
}
