import type { KeyringContext } from "../context/keyring-context.js";
import type { ChangesApi } from "./changes-api.js";

export function changesApi(_ring: KeyringContext): ChangesApi {
  const notYet = () => Promise.reject(new Error("under construction"));
  return { list: notYet, verify: notYet };
}
