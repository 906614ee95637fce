/** Who and what there is to list, in tables of any size. */
export const PLACES = {
  /** Has a fifth of the keys. Others have some seventy each. */
  org: "org_main",
  smallOrgs: ["org_1", "org_2", "org_3", "org_4"],
  /** Has a third of the keys of each organization. */
  project: "web",
  /** Has a twentieth of the keys. Others have some twenty each. */
  owner: "svc_deploy",
  /** Made a twentieth of the changes. */
  actor: "user_root",
  /** What a twentieth of the changes was done to. */
  target: "0123456789abcdef",
  /** One key in a hundred has it. */
  rareRole: "rotator",
} as const;
