import { checkOptionNames, ConfigurationError } from "@latchkey/core";

export interface DashboardOptions {
  /** Where the browser finds `adminRouter`: a path of this origin, such as `/admin`. */
  readonly api: string;
  /**
   * Where people sign in: a path of this origin. Whoever is not signed in, or no more, is shown the way there, with the
   * page they came from as `?next=`. Without it the page says that nobody is signed in, and offers to try again.
   */
  readonly signIn?: string | undefined;
  /** A path of this origin that a key opens, for the `curl` line beside a new token; default: `/self` of the API. */
  readonly example?: string | undefined;
  /** Whether the keyring keeps tokens retrievable, so that keys can be shown again; default: false. */
  readonly reveal?: boolean | undefined;
}

/** The options, checked, with their defaults. */
export interface DashboardSettings {
  readonly api: string;
  readonly signIn: string | null;
  readonly example: string;
  readonly reveal: boolean;
}

const NAMES = ["api", "signIn", "example", "reveal"];

/** An absolute path; two slashes at its beginning are another host to browsers. */
const PATH = /^\/(?![/\\])[\x21-\x7e]*$/;

/** Checks the options and puts in the defaults; throws a `ConfigurationError` that names what is wrong. */
export function resolveOptions(options: DashboardOptions): DashboardSettings {
  checkOptionNames("dashboard", options, NAMES);
  const { api, signIn, example, reveal = false } = options;
  requirePath("api", api);
  if (api.includes("?") || api.includes("#")) throw new ConfigurationError("api", "must not hold ? or #");
  if (signIn !== undefined) requirePath("signIn", signIn);
  if (example !== undefined) requirePath("example", example);
  if (typeof reveal !== "boolean") throw new ConfigurationError("reveal", "must be true or false");
  const root = api.replace(/\/+$/, "");
  return { api: root, signIn: signIn ?? null, example: example ?? `${root}/self`, reveal };
}

function requirePath(option: string, value: unknown): asserts value is string {
  if (typeof value === "string" && PATH.test(value)) return;
  throw new ConfigurationError(option, 'must be a path of this origin, such as "/admin"');
}
