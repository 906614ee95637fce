import { LatchkeyError } from "@latchkey/core";

import { inWireNames, WIRE_NAMES, wireName } from "../../src/wire/wire-names.js";

describe("names on the wire", () => {
  it.each([
    ["rateLimit", "rate_limit"],
    ["allowedNetworks", "allowed_networks"],
    ["oldSecretLastUsedAt", "old_secret_last_used_at"],
    ["name", "name"],
  ])("of %s is %s", (name, wire) => {
    expect(wireName(name)).toBe(wire);
  });

  it("are what faults speak in, but for names inside of a field", () => {
    const fault = new LatchkeyError("invalid_field", "expiresAt must be later than notBefore.", {
      errors: [
        { path: ["expiresAt"], message: "must be later than notBefore" },
        { path: ["allowedNetworks", 2], message: "is wrong" },
        { path: ["rateLimit", "requests"], message: "is wrong" },
        { path: ["metadata", "orgId"], message: "is wrong" },
      ],
    });

    expect(inWireNames(fault, WIRE_NAMES)).toEqual({
      detail: "expires_at must be later than not_before.",
      errors: [
        { path: ["expires_at"], message: "must be later than not_before" },
        { path: ["allowed_networks", 2], message: "is wrong" },
        { path: ["rate_limit", "requests"], message: "is wrong" },
        { path: ["metadata", "orgId"], message: "is wrong" },
      ],
    });
  });

  it("stay as the client wrote them where they are unknown", () => {
    const errors = [{ path: ["orgId"], message: "is not a field here" }];
    const fault = new LatchkeyError("unknown_field", "orgId is not a field here.", { errors });

    expect(inWireNames(fault, WIRE_NAMES)).toEqual({ detail: "orgId is not a field here.", errors });
  });

  it("can be an application's own; the sentence about a field is then about its name there, and prose stays prose", () => {
    const errors = [
      { path: ["permissions", 1], message: "must be a permission, not $& of orgId" },
      { path: ["name"], message: "must be shorter" },
      { path: ["toString"], message: "is wrong" },
    ];
    const message =
      "permissions[1] must be a permission, not $& of orgId. name must be shorter. toString is wrong. No name has permissions.";
    const names = { permissions: "mode", name: "label", orgId: "team" };

    expect(inWireNames(new LatchkeyError("invalid_field", message, { errors }), names)).toEqual({
      detail:
        "mode[1] must be a permission, not $& of team. label must be shorter. toString is wrong. No name has permissions.",
      errors: [
        { path: ["mode", 1], message: "must be a permission, not $& of team" },
        { path: ["label"], message: "must be shorter" },
        { path: ["toString"], message: "is wrong" },
      ],
    });
    expect(inWireNames(new LatchkeyError("invalid_field", message), {})).toEqual({ detail: message });
  });
});
