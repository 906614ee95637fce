import { Anchor } from "@mantine/core";
import { Link } from "wouter";

interface KeyLinkProps {
  readonly id: string;
  readonly children: string;
}

/** Leads to the page of a key. It is underlined: within a sentence, colour alone does not tell a link (WCAG 2.2, 1.4.1). */
export function KeyLink({ id, children }: KeyLinkProps) {
  return (
    <Anchor component={Link} href={`/keys/${encodeURIComponent(id)}`} inherit underline="always">
      {children}
    </Anchor>
  );
}
