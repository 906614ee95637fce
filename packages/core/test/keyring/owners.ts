import type { FindOwner, Owner } from "../../src/index.js";

/** What the application knows of owners, to be changed by a test. Everybody is in every organization. */
export interface Owners {
  readonly find: FindOwner;
  readonly known: Record<string, Owner | null | "failing">;
  /** Who was asked for, in order. */
  readonly asked: string[];
}

export function owners(known: Owners["known"]): Owners {
  const asked: string[] = [];
  return {
    known,
    asked,
    find(ownerId) {
      asked.push(ownerId);
      const owner = known[ownerId] ?? null;
      if (owner === "failing") throw new Error("the directory is down");
      return owner;
    },
  };
}

export function active(...permissions: string[]): Owner {
  return { active: true, permissions };
}

export function inactive(...permissions: string[]): Owner {
  return { active: false, permissions };
}
