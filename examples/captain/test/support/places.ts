/** Paths of what keys open, in the organization that the first start makes. */
export const ACCOUNT = "/organizations/gjirafa/account/notifications";
export const CDN = "/organizations/gjirafa/projects/news/cdn";
export const STORAGE = "/organizations/gjirafa/projects/news/storage";
export const OTHER_CDN = "/organizations/gjirafa/projects/video/cdn";

/** The scopes of keys, as bodies name them. */
export const ORGANIZATION = { org_id: "gjirafa" };
export const PROJECT = { org_id: "gjirafa", project_id: "news" };
