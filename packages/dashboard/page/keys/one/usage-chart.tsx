import "@mantine/charts/styles.css";

import { BarChart } from "@mantine/charts";

import type { Bucket, UsedIn } from "./filled-usage.ts";
import { bucketText } from "./bucket-text.ts";

interface UsageChartProps {
  readonly used: readonly UsedIn[];
  readonly bucket: Bucket;
  readonly height: number;
}

/** Accepted and refused requests one on the other, over time. The table below it says the same to those who do not see it. */
export function UsageChart({ used, bucket, height }: UsageChartProps) {
  const data = used.map(({ at, accepted, refused }) => ({ at: bucketText(at, bucket), accepted, refused }));
  return (
    <BarChart
      h={height}
      data={data}
      dataKey="at"
      type="stacked"
      withLegend
      tickLine="none"
      aria-hidden
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
      xAxisProps={{ minTickGap: 32 }}
      yAxisProps={{ allowDecimals: false, width: 40 }}
      series={[
        { name: "accepted", label: "Accepted", color: "teal.6" },
        { name: "refused", label: "Refused", color: "red.6" },
      ]}
    />
  );
}
