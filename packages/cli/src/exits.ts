/** What the process ends with, by what has become of a command. */
export const EXITS = {
  ok: 0,
  /** It was refused, or it has found something: a row, a finding of doctor, a chain that does not verify. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** What the command needs is not there: latchkey.config.js, DATABASE_URL, a file. */
  configuration: 3,
  /** The database does not answer; worth trying again. */
  unavailable: 4,
  /** Somebody said no, or pressed Ctrl-C. */
  cancelled: 130,
} as const;

export type Exit = keyof typeof EXITS;

/** The same for people, at the end of the help. */
export const EXIT_TEXTS: Readonly<Record<Exit, string>> = {
  ok: "done",
  failed: "it was refused, or something was found: a bad row, a failed check",
  usage: "the command line is wrong",
  configuration: "what the command needs is missing: latchkey.config.js, DATABASE_URL, a file",
  unavailable: "the database does not answer, or is busy: try again",
  cancelled: "you said no",
};
