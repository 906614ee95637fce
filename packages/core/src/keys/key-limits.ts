/** The sizes of a key's fields. Lengths count characters (code points), `metadata` bytes of JSON in UTF-8. */
export const KEY_LIMITS = {
  name: 100,
  id: 128,
  role: 64,
  /** Of a custom role; it may be empty. */
  description: 200,
  permissions: 100,
  metadata: 4096,
  tags: 20,
  tag: 40,
  reason: 200,
  networks: 50,
  /** Of a rate limit, and its seconds. */
  requests: 1_000_000,
  seconds: 86_400,
  /** Keys made at once. */
  created: 1_000,
  page: 200,
  /** The last millisecond a `Date` can hold. */
  time: 8.64e15,
} as const;
