import { CliError } from "../cli-error.js";
import type { Call, Command } from "../command.js";
import { applyChanges } from "../init/file-change.js";
import { planInit, type InitPlan } from "../init/init-plan.js";
import { installCommand } from "../init/packages-to-install.js";
import { readProject } from "../init/project.js";
import { chooseSetup, type Setup, type SetupOptions } from "../init/setup.js";
import { confirmed, type Confirmable } from "../input/confirmed.js";
import type { Answer } from "../output/answer.js";

interface Options extends SetupOptions, Confirmable {
  readonly app?: string;
  readonly dryRun?: boolean;
}

export const init: Command<Options> = {
  name: "init",
  summary: "Write a working setup into an Express app, after showing every line of it",
  details:
    "Writes latchkey.config.js (the keyring), latchkey.js (what the app mounts), latchkey-operator.js (the sign-in of the\ndashboard), secrets into .env, and two lines into the app. Nothing that is there already is overwritten, so that it\ncan be run again.",
  options: [
    { flags: "--store <name>", text: "where keys are kept: sqlite, mysql or postgres" },
    { flags: "--prefix <text>", text: "what tokens begin with (default: the app's name)" },
    { flags: "--api <path>", text: "what needs a key from now on (default: /api)" },
    { flags: "--admin <path>", text: "where the admin API is (default: /admin)" },
    { flags: "--dashboard <path>", text: "where the dashboard is (default: /dashboard)" },
    { flags: "--sign-in <path>", text: "where the operator signs in (default: /sign-in)" },
    { flags: "--app <file>", text: "the file that calls express(), where it is not found" },
    { flags: "--dry-run", text: "show what would be written, and write nothing" },
    { flags: "-y, --yes", text: "do not ask, neither what nor whether" },
  ],
  examples: [
    ["latchkey init", "asks, shows the changes, asks again, and writes them"],
    ["latchkey init --store postgres --yes", "for scripts: DATABASE_URL says where"],
    ["latchkey init --dry-run", "shows what it would write"],
  ],
  async run(call) {
    const { world, options } = call;
    requireAnswers(call);
    const project = readProject(world.folder, options.app);
    const prompts = options.yes === true ? null : world.prompts;
    const setup = await chooseSetup(options, project.name, prompts);
    const plan = planInit(project, setup, world.environment);
    const install = installCommand(project, setup);
    if (options.dryRun === true) return dryRun(plan);
    if (plan.changes.length > 0) {
      world.errors.write(`${shown(plan)}\n`);
      await confirmed(call, `Write these ${plan.changes.length} files?`);
      applyChanges(project.folder, plan.changes);
    }
    return written(plan, setup, install);
  },
};

/** Before anything is read: a script should hear it at once. */
function requireAnswers({ world, options }: Call<Options>): void {
  if (world.prompts !== null || options.yes === true || options.dryRun === true) return;
  throw new CliError(
    "usage",
    "init asks before it writes, and there is no terminal to ask at.",
    "Add --yes, with --store and the paths that you want; --dry-run shows what it would write.",
  );
}

function shown({ changes }: InitPlan): string {
  return changes.map((change) => change.shown).join("\n");
}

function dryRun(plan: InitPlan): Answer {
  return {
    json: { dry_run: true, files: plan.changes.map(({ path, shown: diff }) => ({ path, diff })) },
    views: [{ lines: shown(plan).split(/\r?\n/) }],
    notes: ["Nothing was written: this was a dry run."],
  };
}

function written(plan: InitPlan, setup: Setup, install: string | null): Answer {
  const files = plan.changes.map(({ path }) => path);
  const steps = stepsOf(plan, setup, install);
  const { password } = plan;
  const secret = password === null ? [] : [`The operator's password, which is shown this once: ${password}`];
  return {
    json: { dry_run: false, files, operator_password: password, next: steps },
    views: [
      {
        lines: [
          files.length === 0 ? "Everything is there already." : `Wrote ${files.join(", ")}.`,
          ...secret,
          "",
          "Next:",
          ...steps.map((step, index) => `  ${index + 1}. ${step}`),
        ],
      },
    ],
  };
}

function stepsOf(
  { toFillIn, byHand }: InitPlan,
  { api, dashboard }: Setup,
  install: string | null,
): readonly string[] {
  return [
    ...(install === null ? [] : [install]),
    ...toFillIn.map((name) => `Put the right ${name} into .env`),
    ...(byHand === null ? [] : [`Add to your app: ${byHand.join(" ")}`]),
    "npx latchkey migrate up",
    "npx latchkey keys create --role reader --name 'First key'",
    `Start your app: the dashboard is at ${dashboard}, and ${api}/whoami opens to the key in the header x-api-key`,
  ];
}
