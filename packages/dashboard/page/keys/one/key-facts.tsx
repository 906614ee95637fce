import { Badge, Code, DataList, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { may } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import type { ApiKey, Self } from "../../api/api.ts";
import { rolesQuery, scopesQuery } from "../../api/queries.ts";
import { Card } from "../../layout/card.tsx";
import { PermissionList } from "../../roles/permission-list.tsx";
import { roleNamed } from "../../roles/role-named.ts";
import { shortTime } from "../../times/exact-time.ts";
import { Moment } from "../../times/moment.tsx";
import { accessText, momentOr } from "../key-cells.tsx";
import { ownerText } from "../owner-text.ts";
import { scopeText, type Scopes } from "../scope-names.ts";

/** What a key is. */
export function KeyFacts({ apiKey }: { readonly apiKey: ApiKey }) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  return (
    <Card title="What it is">
      <DataList orientation="horizontal" labelWidth="8.5rem">
        {factsOf(apiKey, scopes, self).map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue className="wrap">{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <Stack gap={6}>
        <Title order={3} size="sm">
          What it may do
        </Title>
        <Allowed apiKey={apiKey} />
      </Stack>
    </Card>
  );
}

function factsOf(key: ApiKey, scopes: Scopes, self: Self): readonly (readonly [string, ReactNode])[] {
  return [
    ["Hint", <Code key="hint">{key.hint}</Code>],
    ["Id", <Code key="id">{key.id}</Code>],
    ["Number", key.number],
    ["Role", accessText(key)],
    ["Scope", scopeText(key, scopes)],
    ["Owner", ownerText(key.owner_id, self)],
    ["Last used", momentOr(key.last_used_at, "never used")],
    ["Valid from", key.not_before === null ? "since it was created" : <At at={key.not_before} />],
    ["Expires", key.expires_at === null ? "never" : <At at={key.expires_at} />],
    ["Networks", key.allowed_networks === null ? "every address" : key.allowed_networks.join(", ")],
    ["Rate limit", limitText(key)],
    ["Tags", key.tags.length === 0 ? "none" : <Tags tags={key.tags} />],
    ["Created", <At key="created" at={key.created_at} />],
    ["Created by", ownerText(key.created_by.replace(/^\w+:/, ""), self)],
    ...(key.revoked_at === null ? [] : [["Revoked", <At key="revoked" at={key.revoked_at} />] as const]),
  ];
}

function At({ at }: { readonly at: string }) {
  return (
    <>
      {shortTime(at)} (<Moment at={at} />)
    </>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <Group gap={4}>
      {tags.map((tag) => (
        <Badge key={tag} variant="default" tt="none">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

/** In words; of a role that this person may not see, the name has to do. */
function Allowed({ apiKey: { role, permissions, inherits, org_id } }: { readonly apiKey: ApiKey }) {
  const self = useSelf();
  const { data: roles = [] } = useQuery({
    ...rolesQuery,
    enabled: role !== null && may(self, "api-roles:read"),
  });
  if (inherits) return <Text size="sm">What its owner may, at every moment.</Text>;
  const known = roleNamed(roles, role, org_id);
  const all = [...(known?.permissions ?? []), ...(permissions ?? [])];
  const unseen = role !== null && known === undefined;
  return (
    <>
      {unseen && (
        <Text size="sm" className="wrap">
          What the role “{role}” allows, which you may not see.
        </Text>
      )}
      {(!unseen || all.length > 0) && <PermissionList permissions={all} />}
    </>
  );
}

function limitText({ rate_limit: limit }: ApiKey): string {
  if (limit === null) return "none";
  const unit = { 1: "a second", 60: "a minute", 3_600: "an hour", 86_400: "a day" }[limit.seconds];
  return `${limit.requests.toLocaleString()} requests ${unit === undefined ? `in ${limit.seconds} seconds` : unit}`;
}
