import { queryOptions } from "@tanstack/react-query";

import { answered, answeredWhole, api, type Role } from "./api.ts";

const SELDOM_CHANGES = { staleTime: 60_000 };
const PAGE = 200;
/** More roles than anybody chooses from by hand. */
const MOST_ROLES = 1_000;

/** Who is signed in, and what they may do. */
export const selfQuery = queryOptions({
  queryKey: ["self"],
  queryFn: () => answered(api.GET("/self")),
  ...SELDOM_CHANGES,
  // Somebody else may have signed in meanwhile, in another tab.
  refetchOnWindowFocus: "always",
});

/** All permissions there are to give, with a line of text each. */
export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: async () => (await answered(api.GET("/permissions"))).data,
  ...SELDOM_CHANGES,
});

/** The organizations and projects of whoever is signed in. */
export const scopesQuery = queryOptions({
  queryKey: ["scopes"],
  queryFn: async () => (await answered(api.GET("/scopes"))).data,
  ...SELDOM_CHANGES,
});

export const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: allRoles, ...SELDOM_CHANGES });

/** One key, with the version that `If-Match` wants. */
export const keyQuery = (id: string) =>
  queryOptions({
    queryKey: ["key", id],
    queryFn: async () => {
      const { data, headers } = await answeredWhole(api.GET("/keys/{id}", { params: { path: { id } } }));
      return { key: data, version: headers.get("ETag") };
    },
  });

async function allRoles(): Promise<readonly Role[]> {
  const roles: Role[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const page = await answered(api.GET("/roles", { params: { query } }));
    roles.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && roles.length < MOST_ROLES);
  return roles;
}
