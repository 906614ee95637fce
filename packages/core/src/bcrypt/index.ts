export { bcryptDigest, type BcryptDigestOptions } from "./bcrypt-digest.js";
