// What was written with the table: a comparison by bcrypt and an update for each request.
const bcrypt = require("bcrypt");

function apiKeys(db) {
  return async function checkApiKey(req, res, next) {
    try {
      const [, prefix, secret] = /^shop_([0-9a-f]{8})_([0-9a-f]{32})$/.exec(req.get("x-api-key") || "") || [];
      const key = prefix && (await db("api_keys").where({ prefix }).first());
      if (!key || !(await bcrypt.compare(secret, key.secret_hash)) || !isUsable(key))
        return res.status(401).json({ error: "invalid api key" });
      if (req.method !== "GET" && !key.can_write) return res.status(403).json({ error: "read only" });
      await db("api_keys").where({ id: key.id }).update({ last_used_at: new Date() });
      req.account = key.account;
      next();
    } catch (error) {
      next(error);
    }
  };
}

function isUsable({ disabled, expires_at: expiresAt }) {
  return !disabled && (expiresAt === null || expiresAt > new Date());
}

module.exports = { apiKeys };
