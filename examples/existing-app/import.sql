select id, prefix, secret_hash, label, account, not disabled as enabled, expires_at, created_at,
  case when can_write then 'writer' else 'reader' end as role
from api_keys
where expires_at is null or expires_at > now()
