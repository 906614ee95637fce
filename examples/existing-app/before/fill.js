// usage: node before/fill.js [keys]   fills the table, and prints one key that may write and one that may read
const bcrypt = require("bcrypt");
const knex = require("knex");

const { createKeyTable, newPrefix, newSecret } = require("./key-table.js");

/** bcrypt takes 60 ms for each: so many are made, and given out over and over. */
const SECRETS = 8;
const BATCH = 1_000;

async function fill(db, count) {
  await createKeyTable(db);
  const secrets = await Promise.all(
    Array.from({ length: SECRETS }, async () => {
      const secret = newSecret();
      return { secret, hash: await bcrypt.hash(secret, 10) };
    }),
  );
  // Of a hundred thousand prefixes of 32 bits two are the same, more likely than not.
  const prefixes = new Set();
  while (prefixes.size < count) prefixes.add(newPrefix());
  const keys = [...prefixes].map((prefix, index) => keyOf(prefix, index, secrets[index % SECRETS]));
  for (let begin = 0; begin < count; begin += BATCH)
    await db("api_keys").insert(keys.slice(begin, begin + BATCH).map(({ row }) => row));
  return keys.map(({ token, row }) => ({ token, row }));
}

/** Every second one may write, every tenth is disabled, every twentieth has expired. */
function keyOf(prefix, index, { secret, hash }) {
  return {
    token: `shop_${prefix}_${secret}`,
    row: {
      prefix,
      secret_hash: hash,
      account: `account-${index % 1_000}`,
      label: `Shop ${index}`,
      can_write: index % 2 === 0,
      disabled: index % 10 === 3,
      expires_at: index % 20 === 5 ? new Date("2024-01-01T00:00:00Z") : null,
    },
  };
}

async function main() {
  const db = knex({ client: "mysql2", connection: process.env.DATABASE_URL });
  const [writer, reader] = await fill(db, Number(process.argv[2] || 100));
  console.log(`may write: ${writer.token}\nmay read:  ${reader.token}`);
  await db.destroy();
}

if (require.main === module)
  main().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });

module.exports = { fill };
