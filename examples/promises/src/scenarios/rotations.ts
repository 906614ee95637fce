import { countAnswers } from "../findings/count-answers.ts";
import { unless, type Finding } from "../findings/finding.ts";
import { askWhoAmI } from "../load/ask-who-am-i.ts";
import { insist } from "../servers/insist.ts";
import type { World } from "../servers/start-world.ts";

const PLACE = { org_id: "acme", project_id: "mobile-app" };
const OVERLAP_S = 3_600;

/** So many rotations of one key at once, over all processes: one may win, for the others it is under way. */
export async function rotations({ operators, servers }: World, count: number): Promise<Finding> {
  const [operator] = operators;
  if (operator === undefined) throw new Error("there is no server");
  const key = await operator.create(PLACE);
  const asked = Array.from({ length: count }, (_, each) =>
    insist(async () =>
      operators[each % operators.length]!.ask("POST", `/keys/${key.id}/rotate`, { overlap: OVERLAP_S }),
    ),
  );
  const answers = await Promise.all(asked);
  const { "200": rotated = 0, "409 rotation_in_progress": refused = 0, ...others } = countAnswers(answers);
  const tokens = answers
    .filter(({ status }) => status === 200)
    .map(({ body }) => (JSON.parse(body) as { token: string }).token);
  const good = [];
  for (const token of [key.token, ...tokens])
    for (const { client } of servers) good.push((await askWhoAmI(client, { ...key, token })).status === 200);
  await operator.revoke(key);
  return {
    figures: { rotations: count, rotated, refused, tokens_good: good.filter(Boolean).length },
    broken: [
      ...unless(rotated === 1, `${rotated} rotations succeeded`),
      ...unless(rotated + refused === count, `there were other answers: ${JSON.stringify(others)}`),
      ...unless(good.length > 0 && good.every(Boolean), "a token of the overlap was refused"),
    ],
  };
}
