import { Modal } from "@mantine/core";
import { useState } from "react";

import { answered, api } from "../api/api.ts";
import { createBody } from "./form/body-of.ts";
import { KeyForm } from "./form/key-form.tsx";
import { NEW_KEY } from "./form/key-values.ts";
import { IssuedToken } from "./issued-token.tsx";
import { useKeyChange } from "./use-key-change.ts";

/** Asks for what a new key shall be, then shows its token this once; nothing but its own button closes it then. */
export function CreateKey({ onClose }: { readonly onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null);
  const create = useKeyChange((values: typeof NEW_KEY) =>
    answered(api.POST("/keys", { body: createBody(values, Date.now()) })),
  );

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={token === null ? "Create a key" : "The key is created"}
      withCloseButton={token === null}
      closeOnEscape={token === null}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {token === null ? (
        <KeyForm
          initial={NEW_KEY}
          kind="create"
          error={create.error}
          pending={create.isPending}
          onCancel={onClose}
          onSubmit={(values) => create.mutate(values, { onSuccess: (issued) => setToken(issued.token) })}
        />
      ) : (
        <IssuedToken token={token} onDone={onClose} />
      )}
    </Modal>
  );
}
