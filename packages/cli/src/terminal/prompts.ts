/** Asks somebody at a terminal. Each question rejects with a `CliError` of exit `cancelled` on Ctrl-C. */
export interface Prompts {
  confirm(question: string): Promise<boolean>;
  text(question: string, fallback: string): Promise<string>;
  /** What is typed is not shown. */
  secret(question: string): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}
