import { Title } from "@mantine/core";
import { useEffect } from "react";

/** The heading of a page, which is the title of the window, too. */
export function PageTitle({ children }: { readonly children: string }) {
  useEffect(() => {
    document.title = `${children} · API keys`;
  }, [children]);
  return (
    <Title order={1} size="h2" className="wrap">
      {children}
    </Title>
  );
}
