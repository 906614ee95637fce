/** What a key is for; each mode may do what the one before it may, and more. */
export const MODES = ["read", "write", "upload", "all"] as const;

const read = ["bundles:read"];
const write = [...read, "bundles:modify"];
const upload = [...write, "bundles:upload"];

/** The same as roles. Managing keys, and deleting bundles, take `all`. */
export const roles: Readonly<Record<(typeof MODES)[number], readonly string[]>> = {
  read,
  write,
  upload,
  all: ["*:*"],
};
