import { randomBytes, scrypt } from "node:crypto";
import { stat } from "node:fs";

import { asyncWorkOf } from "./async-work.js";

const ignored = () => undefined;

describe("the measure by which a warm request makes no work for later", () => {
  it.each([
    ["PROMISE", () => void Promise.resolve()],
    ["Timeout", () => void setTimeout(ignored, 1)],
    ["Immediate", () => void setImmediate(ignored)],
    ["TickObject", () => process.nextTick(ignored)],
    ["Microtask", () => queueMicrotask(ignored)],
    ["RANDOMBYTESREQUEST", () => randomBytes(16, ignored)],
    ["SCRYPTREQUEST", () => scrypt("password", "salt", 16, { N: 2 }, ignored)],
    ["FSREQCALLBACK", () => stat(__filename, ignored)],
  ])("sees %s", (kind, work) => {
    expect(asyncWorkOf(work)).toEqual({ [kind]: 1 });
  });
});
