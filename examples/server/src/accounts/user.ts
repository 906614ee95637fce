/** A person who has signed in. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** null: the operator, who is over all organizations. */
  readonly organizationId: string | null;
}
