import { availableParallelism, cpus, totalmem } from "node:os";

/** What this runs on, in one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB; Node ${process.versions.node}, ${process.platform}`;
}
