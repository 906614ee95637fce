import type { Change } from "@latchkey/core";

import { changeJson } from "../../src/wire/change-json.js";

const CHANGE: Change = {
  seq: 1,
  at: 0,
  actorKind: "system",
  actorId: "test",
  actorName: null,
  action: "key.updated",
  target: "0000000000000000",
  ownerId: null,
  orgId: null,
  projectId: null,
  address: null,
  requestId: null,
  detail: {},
  previousHash: "",
  hash: "v1$x",
};

const ofDetail = (detail: Change["detail"]) => {
  const { before, after, note } = changeJson({ ...CHANGE, detail });
  return { before, after, note };
};

describe("the JSON of a change", () => {
  it("has every time in ISO 8601, whichever field it is in", () => {
    const time = { notBefore: 0, expiresAt: 1, revokedAt: 2, overlapEndsAt: 3, createdAt: 4, updatedAt: 5 };
    const { after } = ofDetail({ before: null, after: time });

    expect(after).toEqual({
      not_before: "1970-01-01T00:00:00.000Z",
      expires_at: "1970-01-01T00:00:00.001Z",
      revoked_at: "1970-01-01T00:00:00.002Z",
      overlap_ends_at: "1970-01-01T00:00:00.003Z",
      created_at: "1970-01-01T00:00:00.004Z",
      updated_at: "1970-01-01T00:00:00.005Z",
    });
  });

  it("keeps null for a time that there is not, and what is inside of a field as it is", () => {
    const detail = { before: { expiresAt: null, metadata: { expiresAt: 7, innerName: 1 } }, after: {} };

    expect(ofDetail(detail)).toEqual({
      before: { expires_at: null, metadata: { expiresAt: 7, innerName: 1 } },
      after: {},
      note: {},
    });
  });

  it("gathers whatever else was recorded in its note", () => {
    expect(ofDetail({ reason: "leaked", fromSeq: 7 })).toEqual({
      before: null,
      after: null,
      note: { reason: "leaked", from_seq: 7 },
    });
  });

  it("has null for a detail that somebody has spoilt in the database", () => {
    expect(ofDetail({ before: "x", after: 1 })).toEqual({ before: null, after: null, note: {} });
  });
});
