import { CliError } from "../cli-error.js";
import type { Prompts } from "../terminal/prompts.js";
import { STORES, type StoreName } from "./stores.js";

/** What somebody has chosen. */
export interface Setup {
  readonly store: StoreName;
  /** What tokens begin with. */
  readonly prefix: string;
  /** What needs a key. */
  readonly api: string;
  readonly admin: string;
  readonly dashboard: string;
  readonly signIn: string;
}

export type SetupOptions = { readonly [Choice in keyof Setup]?: string };

const PATH = /^(?:\/[A-Za-z0-9_-]+)+$/;
const PREFIX = /^[a-z][a-z0-9]{1,15}$/;

/** What the command line says, and of the rest what is answered; what is neither is as most apps have it. */
export async function chooseSetup(
  options: SetupOptions,
  name: string,
  prompts: Prompts | null,
): Promise<Setup> {
  const { signIn = "/sign-in" } = options;
  const store = options.store ?? (await prompts?.choose("Where are keys kept?", storeChoices())) ?? "sqlite";
  const prefix =
    options.prefix ?? (await prompts?.text("What do tokens begin with?", prefixOf(name))) ?? prefixOf(name);
  const api = options.api ?? (await prompts?.text("Below which path is a key needed?", "/api")) ?? "/api";
  const admin = options.admin ?? (await prompts?.text("Where is the admin API?", "/admin")) ?? "/admin";
  const dashboard =
    options.dashboard ?? (await prompts?.text("Where is the dashboard?", "/dashboard")) ?? "/dashboard";
  return checked({ store: store as StoreName, prefix, api, admin, dashboard, signIn });
}

function storeChoices() {
  return (Object.keys(STORES) as StoreName[]).map((value) => ({ value, label: STORES[value].label }));
}

/** What is left of the app's name, as far as a prefix can hold it. */
function prefixOf(name: string): string {
  const short = name
    .replace(/^@[^/]*\//, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^[0-9]+/, "")
    .slice(0, 16);
  return PREFIX.test(short) ? short : "app";
}

function checked(setup: Setup): Setup {
  const { store, prefix, api, admin, dashboard, signIn } = setup;
  if (!Object.hasOwn(STORES, store)) throw usage("A store is sqlite, mysql or postgres.", "Correct --store.");
  if (!PREFIX.test(prefix))
    throw usage("A prefix has 2 to 16 of a-z and 0-9, a letter first.", "Such as --prefix acme.");
  const paths = [api, admin, dashboard, signIn];
  if (!paths.every((path) => PATH.test(path)))
    throw usage(
      "A path begins with a slash, ends without one, and has letters, digits, - and _.",
      "Such as --admin /admin.",
    );
  if (
    paths.some((path, index) => paths.some((other, at) => at !== index && `${path}/`.startsWith(`${other}/`)))
  )
    throw usage("No path may be another one, or lie below it.", "Choose four different ones.");
  return setup;
}

function usage(message: string, remedy: string): CliError {
  return new CliError("usage", message, remedy);
}
