import fc from "fast-check";

import { KEY_STATUSES, statusOf } from "../../src/keys/key-status.js";
import { statusRefusal } from "../../src/keys/status-refusal.js";

const NOW = 1_000;
const ACTIVE = { revokedAt: null, expiresAt: null, enabled: true, notBefore: null };

describe("the state of a key", () => {
  it("is active when notBefore <= now < expiresAt", () => {
    expect(statusOf(ACTIVE, NOW)).toBe("active");
    expect(statusOf({ ...ACTIVE, notBefore: NOW, expiresAt: NOW + 1 }, NOW)).toBe("active");
    expect(statusOf({ ...ACTIVE, notBefore: NOW + 1 }, NOW)).toBe("scheduled");
    expect(statusOf({ ...ACTIVE, expiresAt: NOW }, NOW)).toBe("expired");
    expect(statusOf({ ...ACTIVE, expiresAt: 0 }, NOW)).toBe("expired");
    expect(statusOf({ ...ACTIVE, enabled: false }, NOW)).toBe("disabled");
    expect(statusOf({ ...ACTIVE, revokedAt: 0 }, NOW)).toBe("revoked");
    expect(statusOf({ ...ACTIVE, revokedAt: NOW + 1 }, NOW)).toBe("revoked");
  });

  it("is the first that holds of revoked, expired, disabled, scheduled, active", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (revoked, expired, disabled, early) => {
          const key = {
            revokedAt: revoked ? 1 : null,
            expiresAt: expired ? NOW : null,
            enabled: !disabled,
            notBefore: early ? NOW + 1 : null,
          };
          const holds = [revoked, expired, disabled, early, true];
          const order = ["revoked", "expired", "disabled", "scheduled", "active"];
          expect(statusOf(key, NOW)).toBe(order[holds.indexOf(true)]);
        },
      ),
    );
  });
});

it("every state but active is a refusal of its own", () => {
  const refusals = Object.fromEntries(KEY_STATUSES.map((status) => [status, statusRefusal(status)]));
  expect(refusals).toEqual({
    active: undefined,
    scheduled: "key_not_yet_valid",
    disabled: "key_disabled",
    expired: "key_expired",
    revoked: "key_revoked",
  });
});
