import {
  IconBan,
  IconEye,
  IconPencil,
  IconPlayerStop,
  IconPlus,
  IconRefresh,
  IconScissors,
  IconTrash,
  IconUser,
  type Icon,
} from "@tabler/icons-react";

import type { Change } from "../api/api.ts";

const ICONS: Readonly<Record<Change["action"], Icon>> = {
  "key.created": IconPlus,
  "key.updated": IconPencil,
  "key.rotated": IconRefresh,
  "key.overlap_ended": IconPlayerStop,
  "key.revoked": IconBan,
  "key.purged": IconTrash,
  tokens_revealed: IconEye,
  "role.created": IconPlus,
  "role.updated": IconPencil,
  "role.deleted": IconTrash,
  "owner.changed": IconUser,
  "changes.pruned": IconScissors,
};

/** The words beside it say the same. */
export function ChangeIcon({ action }: Pick<Change, "action">) {
  const Drawing = ICONS[action];
  return <Drawing size={16} aria-hidden />;
}
