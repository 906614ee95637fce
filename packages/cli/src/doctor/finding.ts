/** What doctor has found of one thing. */
export interface Finding {
  readonly check: string;
  readonly status: FindingStatus;
  readonly detail: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

/** `hint`: what cannot be seen from here, and should be looked at once. Only `fail` makes the command fail. */
export type FindingStatus = "ok" | "hint" | "warn" | "fail";

export function ok(check: string, detail: string): Finding {
  return { check, status: "ok", detail, remedy: null };
}

export function found(
  status: Exclude<FindingStatus, "ok">,
  check: string,
  detail: string,
  remedy: string,
): Finding {
  return { check, status, detail, remedy };
}
