import type { KeyringContext } from "../context/keyring-context.js";
import type { RolesApi } from "./roles-api.js";

export function rolesApi(_ring: KeyringContext): RolesApi {
  const notYet = () => Promise.reject(new Error("under construction"));
  return { create: notYet, list: notYet, get: notYet, update: notYet, delete: notYet };
}
