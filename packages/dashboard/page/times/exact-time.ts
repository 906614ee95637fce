const format = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "long" });
const dateAlone = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The time to the second in the reader's zone, which it names. */
export function exactTime(iso: string): string {
  return format.format(new Date(iso));
}

/** The same to the minute. */
export function shortTime(iso: string): string {
  return short.format(new Date(iso));
}

export function dateOf(iso: string): string {
  return dateAlone.format(new Date(iso));
}
