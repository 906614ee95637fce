import { applicationOutage, failure, tookTooLong } from "../application-outage.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import { inTime } from "../in-time.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { scopeEntries } from "./scope-entries.js";
import type { Scopes } from "./scopes.js";

/**
 * Checks the option `scopes`. The functions that come out of it reject with `identity_unavailable` when the
 * application's throw, reject, give something else or do not answer in so many milliseconds.
 */
export function checkedScopes(option: Scopes, deadline: number): Scopes {
  // An object of a class has fields of its own.
  if (isPlainObject(option)) checkOptionNames("scopes", option, ["validate", "list"]);
  if (typeof option?.validate !== "function" || typeof option.list !== "function")
    throw new ConfigurationError("scopes", "must have two functions: validate(org, project) and list(actor)");
  const validate = asked("scopes.validate", deadline, (given) =>
    typeof given === "boolean" ? given : undefined,
  );
  const list = asked("scopes.list", deadline, scopeEntries);
  return {
    validate: (org, project) => validate(() => option.validate(org, project)),
    list: (actor) => list(() => option.list(actor)),
  };
}

/** Makes what asks one of the functions; `read` says undefined of an answer that is none. */
function asked<T>(option: string, deadline: number, read: (given: unknown) => T | undefined) {
  const outage = applicationOutage(option);
  return async function answerOf(ask: () => unknown): Promise<T> {
    let answer: T | undefined;
    try {
      answer = read(await inTime(Promise.resolve(ask()), deadline, tookTooLong));
    } catch (error) {
      throw outage.of(failure(error));
    }
    if (answer === undefined) throw outage.of("gave something else than it is to give");
    outage.over();
    return answer;
  };
}
