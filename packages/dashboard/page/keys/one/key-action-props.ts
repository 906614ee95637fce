import type { ApiKey } from "../../api/api.ts";

/** What the dialog of an action is given. */
export interface KeyActionProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}
