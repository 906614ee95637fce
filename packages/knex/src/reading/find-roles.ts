import type { RoleQuery, RoleRecord } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { isKeepable } from "../records/column.js";
import { roleColumns, roleFromRow } from "../records/role-rows.js";
import type { StoreContext } from "../store-context.js";
import { behind, walkIndex } from "./walk-index.js";

/** The custom roles a query asks for, in the order of their ids. */
export async function findRoles(
  context: StoreContext,
  session: Session,
  query: RoleQuery,
): Promise<readonly RoleRecord[]> {
  if (!isFindable(query)) return [];
  const rows = (await session.run(select(context, query).select(roleColumns))) as readonly unknown[];
  // Once more, byte for byte: the table may have been given another collation by other hands.
  return rows.map(roleFromRow).filter((role) => isMeant(role, query));
}

function select(context: StoreContext, query: RoleQuery): Knex.QueryBuilder {
  switch (query.by) {
    case "id":
      return context.from("roles").where("id", query.id);
    case "name":
      return context.from("roles").where({ org_id: query.org, name: query.name });
    case "org": {
      const [index, constants, range] = [["org_id", "id"], { org_id: query.org }, behind("asc", query.after)];
      return walkIndex(context, { table: "roles", index, constants, range, direction: "asc" }).limit(
        query.limit,
      );
    }
    case "all": {
      const roles = context.from("roles").orderBy("id").limit(query.limit);
      return query.after === undefined ? roles : roles.where("id", ">", query.after);
    }
  }
}

function isMeant(role: RoleRecord, query: RoleQuery): boolean {
  switch (query.by) {
    case "id":
      return role.id === query.id;
    case "name":
      return role.orgId === query.org && role.name === query.name;
    case "org":
      return role.orgId === query.org;
    case "all":
      return true;
  }
}

/** Whether all a query compares with can be kept at all; what cannot is found nowhere. Only an organization can be null. */
function isFindable(query: RoleQuery): boolean {
  const { org, after = "" } = { org: null, after: "", ...query };
  const exact = query.by === "id" ? query.id : query.by === "name" ? query.name : "";
  return (org === null || isKeepable(org)) && isKeepable(after) && isKeepable(exact);
}
