import { useState } from "react";

import { queryClient } from "../../api/query-client.ts";
import { keyQuery } from "../../api/queries.ts";
import { sayDone, sayFault } from "../../feedback/say.ts";
import { Dialog } from "../../layout/dialog.tsx";
import { changeKey } from "../change-key.ts";
import { updateBody } from "../form/body-of.ts";
import { KeyForm } from "../form/key-form.tsx";
import { valuesOf, type KeyValues } from "../form/key-values.ts";
import { onTopOf } from "../form/on-top-of.ts";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Changes what people decide about a key: the version that they saw when they began, and no other. */
export function EditKey({ apiKey, version, onClose }: KeyActionProps & { readonly version: string | null }) {
  const [seen, setSeen] = useState({ values: valuesOf(apiKey), version });
  const [initial, setInitial] = useState(seen.values);
  const { error, isPending, mutate, reset } = useKeyChange((values: KeyValues) =>
    changeKey(apiKey.id, updateBody(seen.values, values, Date.now()), seen.version),
  );

  function done(): void {
    sayDone("The changes are saved.");
    onClose();
  }

  /** As the key is by now, with what was typed here. */
  async function startFromNewest(typed: KeyValues): Promise<void> {
    const newest = await queryClient.fetchQuery({ ...keyQuery(apiKey.id), staleTime: 0 });
    const values = valuesOf(newest.key);
    setSeen({ values, version: newest.version });
    setInitial(onTopOf(values, { before: seen.values, after: typed }));
    reset();
  }

  return (
    <Dialog title="Edit the key" size="lg" keepsInput locked={isPending} onClose={onClose}>
      <KeyForm
        // Another version is another form.
        key={seen.version}
        initial={initial}
        kind="change"
        error={error}
        pending={isPending}
        onCancel={onClose}
        onSubmit={(values) => mutate(values, { onSuccess: done })}
        onOutdated={(typed) => void startFromNewest(typed).catch(sayFault)}
      />
    </Dialog>
  );
}
