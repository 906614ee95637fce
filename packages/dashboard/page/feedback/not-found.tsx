import { Anchor } from "@mantine/core";
import { IconCompassOff } from "@tabler/icons-react";
import { Link } from "wouter";

import { PageTitle } from "../layout/page-title.tsx";
import { NothingHere } from "./nothing-here.tsx";

export function NotFound() {
  return (
    <>
      <PageTitle>Not found</PageTitle>
      <NothingHere icon={<IconCompassOff />} title="There is no such page">
        <Anchor component={Link} href="/">
          Go to the keys
        </Anchor>
      </NothingHere>
    </>
  );
}
