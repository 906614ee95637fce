/** What is another each time: what a document shortens, times, ids, shortened tokens. */
const CHANGING = /[\w.+-]*…|\d{4}-\d\d-\d\dT[\d:.]+Z|\b[A-Za-z0-9]{16}\b|\w+_live_\w*\.{3}/g;

/** What a document shows of an output. Behind JSON may stand a word about it, and a space before what is left out. */
function trimmed(shown) {
  return /^[[{]/.test(shown) ? shown.replace(/[^}\]]*$/, "").replaceAll(" …", "…") : shown;
}

/** Whether what was printed begins as a document shows it; null, or what stood for each part that changes. */
export function compared(shown, printed) {
  const text = trimmed(shown);
  const changing = text.match(CHANGING) ?? [];
  const fixed = text.split(CHANGING).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(`^${fixed.join("(.*?)")}`, "s").exec(printed);
  return found && changing.map((part, index) => [part, found[index + 1]]);
}

/** What the documents' ids, tokens and addresses are in this run. The first that was learned of each stays. */
export function namesLearned(known) {
  const names = new Map(known);

  function learn(pairs) {
    for (const [shown, actual] of pairs)
      if (/^[\w.+-]+…?$/.test(shown) && /^[\w.+-]+$/.test(actual) && !names.has(shown))
        names.set(shown, actual);
  }

  /** A command with what is meant in place of what it says; `gigantik_live_rbsR…` is the shown token that begins so. */
  function filledIn(command) {
    const exact = [...names].sort(([a], [b]) => b.length - a.length);
    const filled = exact.reduce((text, [shown, actual]) => text.replaceAll(shown, actual), command);
    return filled.replace(/[\w.+-]{4,}…/g, (short) => {
      const [, actual] = exact.find(([shown]) => shown.startsWith(short.slice(0, -1))) ?? [];
      return actual ?? short;
    });
  }

  return { learn, filledIn };
}
