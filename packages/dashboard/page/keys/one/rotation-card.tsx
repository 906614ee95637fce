import { Button, Group, Text } from "@mantine/core";

import { mayWith } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import { answered, api, type ApiKey } from "../../api/api.ts";
import { sayDone, sayFault } from "../../feedback/say.ts";
import { Card } from "../../layout/card.tsx";
import { shortTime } from "../../times/exact-time.ts";
import { Moment } from "../../times/moment.tsx";
import { useKeyChange } from "../use-key-change.ts";

interface RotationCardProps {
  readonly apiKey: ApiKey;
  readonly rotation: NonNullable<ApiKey["rotation"]>;
}

/** Whether the token from before a rotation is still in use, as it happens. */
export function RotationCard({ apiKey, rotation }: RotationCardProps) {
  const self = useSelf();
  const { overlap_ends_at: ends, old_secret_last_used_at: used } = rotation;
  const end = useKeyChange(() =>
    answered(api.POST("/keys/{id}/end-overlap", { params: { path: { id: apiKey.id } }, body: {} })),
  );

  function endNow(): void {
    end.mutate(undefined, {
      onSuccess: () => sayDone("The old token is refused now."),
      onError: sayFault,
    });
  }

  return (
    <Card title="A rotation is under way">
      <Group justify="space-between">
        <div>
          <Text>
            The old token works until {shortTime(ends)} (<Moment at={ends} />
            ).
          </Text>
          <Text>
            <span aria-live="polite">
              {used === null ? "It has not been used since the rotation." : "It is still in use"}
            </span>
            {used !== null && (
              <>
                : last used <Moment at={used} />.
              </>
            )}
          </Text>
        </div>
        {mayWith(self, apiKey, "api-keys:rotate") && (
          <Button variant="default" loading={end.isPending} onClick={endNow}>
            End the old token now
          </Button>
        )}
      </Group>
    </Card>
  );
}
