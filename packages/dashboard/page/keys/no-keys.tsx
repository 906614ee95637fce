import { Anchor } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { Link } from "wouter";

import { NothingHere } from "../feedback/nothing-here.tsx";
import type { KeyFilter } from "./key-filter.ts";

interface NoKeysProps {
  readonly filter: KeyFilter;
  /** Whether this is the first page of the list. */
  readonly first: boolean;
  /** Whether there are keys that were not looked at. */
  readonly more: boolean;
}

/** Why the list is empty. */
export function NoKeys({ filter, first, more }: NoKeysProps) {
  const { sort: _sort, ...narrowing } = filter;
  if (!first && !more) {
    return (
      <NothingHere icon={<IconKey />} title="There is nothing more">
        The list has ended: go back to the page before.
      </NothingHere>
    );
  }
  if (Object.keys(narrowing).length === 0 && !more) {
    return (
      <NothingHere icon={<IconKey />} title="There are no keys yet">
        A key lets a program use the API. The first one that is created shows here.
      </NothingHere>
    );
  }
  return (
    <NothingHere icon={<IconKey />} title={more ? "Nothing found so far" : "No key matches"}>
      {more ? "There are more keys to look at: go on to the next page, or " : "Try other words, or "}
      <Anchor component={Link} href="/">
        show all keys
      </Anchor>
      .
    </NothingHere>
  );
}
