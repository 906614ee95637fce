import { unless, type Finding } from "../findings/finding.ts";
import { insist } from "../servers/insist.ts";
import type { World } from "../servers/start-world.ts";
import { countAnswers } from "../findings/count-answers.ts";

const PLACE = { org_id: "globex", project_id: "warehouse" };
const QUOTA = 50;

/** So many creates in one project at once, over all processes; who is told to come back, does. */
export async function quota({ database, operators }: World, creates: number): Promise<Finding> {
  const begun = performance.now();
  const asked = Array.from({ length: creates }, (_, each) =>
    insist(async () =>
      operators[each % operators.length]!.ask("POST", "/keys", { ...PLACE, role: "reader" }),
    ),
  );
  const counts = countAnswers(await Promise.all(asked));
  const { "201": made = 0, "409 quota_exceeded": refused = 0 } = counts;
  return {
    figures: {
      database: database.engine,
      creates,
      made,
      refused,
      seconds: Math.round((performance.now() - begun) / 100) / 10,
    },
    broken: [
      ...unless(made === QUOTA, `${made} keys were made where ${QUOTA} are allowed`),
      ...unless(made + refused === creates, `there were other answers: ${JSON.stringify(counts)}`),
    ],
  };
}
