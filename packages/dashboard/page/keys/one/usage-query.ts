import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../../api/api.ts";
import { filledUp, timesOf, type Bucket, type UsedIn } from "./filled-usage.ts";

/** The server writes down what was counted every ten seconds. */
const EVERY_MS = 10_000;

export const usageQuery = (id: string, bucket: Bucket) =>
  queryOptions({
    queryKey: ["usage", id, bucket],
    queryFn: ({ signal }) => usage(id, bucket, { now: Date.now(), signal }),
    refetchInterval: EVERY_MS,
  });

interface Asking {
  readonly now: number;
  readonly signal: AbortSignal;
}

async function usage(id: string, bucket: Bucket, { now, signal }: Asking): Promise<readonly UsedIn[]> {
  const times = timesOf(bucket, now);
  const query = { bucket, from: new Date(times[0] ?? now).toISOString() };
  const params = { path: { id }, query };
  const { data } = await answered(api.GET("/keys/{id}/usage", { params, signal }));
  return filledUp(times, data);
}
