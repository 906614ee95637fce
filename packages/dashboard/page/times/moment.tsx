import { exactTime } from "./exact-time.ts";
import { useNow } from "./now.ts";
import { relativeTime } from "./relative-time.ts";

/** A time in words, as `2 hours ago`, with the exact one on hover. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(Date.parse(at), now)}
    </time>
  );
}
