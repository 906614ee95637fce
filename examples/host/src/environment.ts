/** The variables of a process: a name, and what it is set to. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Without those that are set to nothing, which count as not set. */
export function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
