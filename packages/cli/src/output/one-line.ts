const CONTROL = /(?!\t)[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** Text that somebody else wrote, such as a name: it must not move the cursor of the terminal that shows it. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, "\ufffd");
}
