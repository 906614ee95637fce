import { Box, SegmentedControl, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";

import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { Card } from "../../layout/card.tsx";
import { lazily } from "../../lazily.ts";
import { type Bucket } from "./filled-usage.ts";
import { usageQuery } from "./usage-query.ts";
import { UsageTable } from "./usage-table.tsx";

/** The library that draws is loaded only where something is drawn. */
const UsageChart = lazily(() => import("./usage-chart.tsx"), "UsageChart");

const HEIGHT = 220;

/** How a key is used. */
export function UsageCard({ id }: { readonly id: string }) {
  const [bucket, setBucket] = useState<Bucket>("hour");
  const { data, error, refetch } = useQuery(usageQuery(id, bucket));
  const sum = (kind: "accepted" | "refused") => data?.reduce((total, one) => total + one[kind], 0) ?? 0;
  return (
    <Card
      title="Usage"
      aside={
        <SegmentedControl
          size="xs"
          aria-label="By hour or by day"
          value={bucket}
          onChange={setBucket}
          data={[
            { value: "hour", label: "48 hours" },
            { value: "day", label: "30 days" },
          ]}
        />
      }
    >
      {error !== null && <FaultAlert error={error} retry={() => void refetch()} />}
      <Box mih={HEIGHT}>
        {data !== undefined && (
          <Suspense fallback={<Skeleton h={HEIGHT} />}>
            <UsageChart used={data} bucket={bucket} height={HEIGHT} />
          </Suspense>
        )}
      </Box>
      <Text size="sm" mih={22}>
        {data && `${sum("accepted").toLocaleString()} accepted, ${sum("refused").toLocaleString()} refused.`}
      </Text>
      <UsageTable used={data ?? []} bucket={bucket} />
    </Card>
  );
}
