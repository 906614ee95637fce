import bcrypt from "bcrypt";

import { bcryptThread } from "./bcrypt-thread.js";

/** bcrypt, in a thread of its own where one is to be had, and otherwise on one of libuv's. */
export interface SlowHashing {
  hash(data: string, rounds: number): Promise<string>;
  compare(data: string, hash: string): Promise<boolean>;
}

export function slowHashing(thread = bcryptThread()): SlowHashing {
  return {
    async hash(data, rounds) {
      const made = await thread.run(["hashSync", data, rounds]);
      return typeof made === "string" ? made : bcrypt.hash(data, rounds);
    },
    async compare(data, hash) {
      const same = await thread.run(["compareSync", data, hash]);
      return typeof same === "boolean" ? same : bcrypt.compare(data, hash);
    },
  };
}
