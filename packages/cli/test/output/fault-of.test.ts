import { LatchkeyError } from "@latchkey/core";

import { CliError } from "../../src/cli-error.js";
import { faultOf } from "../../src/output/fault-of.js";
import { containing, matching } from "../support/texts.js";

describe("faultOf", () => {
  it.each([
    [
      "its own refusals as they are",
      new CliError("usage", "That is wrong.", "Do this."),
      { exit: "usage", message: "That is wrong.", remedy: "Do this." },
    ],
    [
      "the keyring's by their code",
      new LatchkeyError("role_in_use", "In use."),
      { exit: "failed", code: "role_in_use", remedy: containing("--role") },
    ],
    [
      "what is worth trying again",
      new LatchkeyError("store_busy", "Busy."),
      { exit: "unavailable", code: "store_busy" },
    ],
    [
      "an error of another copy of core",
      Object.assign(new Error("Gone."), { name: "LatchkeyError", code: "not_found" }),
      { exit: "failed", code: "not_found" },
    ],
    [
      "wrong options",
      Object.assign(new TypeError("latchkey: option `x` must be y"), { name: "ConfigurationError" }),
      { exit: "configuration", message: "option `x` must be y" },
    ],
    [
      "a driver that is not installed",
      new Error("Knex: run\n$ npm install pg --save\nCannot find module 'pg'"),
      { exit: "configuration", remedy: "npm install pg" },
    ],
    [
      "a wrong password",
      Object.assign(new Error("denied"), { code: "ER_ACCESS_DENIED_ERROR" }),
      { exit: "unavailable", remedy: containing("password") },
    ],
    [
      "a pool without connections",
      Object.assign(new Error("timeout"), { name: "KnexTimeoutError" }),
      { exit: "unavailable" },
    ],
    [
      "what nobody expected, without its stack",
      new RangeError("too deep\n    at x"),
      { exit: "failed", message: matching(/RangeError: too deep$/) },
    ],
    ["what is no error", "oops", { exit: "failed" }],
  ])("tells %s", (_, error, expected) => {
    expect(faultOf(error)).toMatchObject(expected);
  });

  it("says nothing of a driver's message, which holds the statement and its values", () => {
    const error = Object.assign(new Error("insert into t values ('canary') - UNIQUE failed"), {
      code: "23505",
    });
    expect(JSON.stringify(faultOf(error))).not.toContain("canary");
  });
});
