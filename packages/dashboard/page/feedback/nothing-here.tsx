import { EmptyState } from "@mantine/core";
import type { ReactNode } from "react";

interface NothingHereProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** An empty list: what would be there, and what to do for it. */
export function NothingHere({ icon, title, children }: NothingHereProps) {
  return <EmptyState icon={icon} withIndicatorBackground title={title} description={children} py="xl" />;
}
