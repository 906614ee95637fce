import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from "node:crypto";

const CIPHER = "aes-256-gcm";
const IV = 12;
const TAG = 16;

/** AES-256-GCM (NIST SP 800-38D) under a random IV: base64url of `iv ‖ ciphertext ‖ tag`, for whoever has the key and `bound`. */
export function boxed(key: KeyObject, text: string, bound: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG }).setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** The text, or null for what was not made with this key and `bound`. */
export function unboxed(key: KeyObject, box: string, bound: string): string | null {
  const bytes = Buffer.from(box, "base64url");
  if (bytes.length < IV + TAG) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString();
  } catch {
    return null;
  }
}
