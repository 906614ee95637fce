import { ApiError } from "../../../../page/api/api-error.ts";
import { fieldFaults } from "../../../../page/keys/form/field-faults.ts";

describe("the faults of a key", () => {
  it("stand at the fields of the form", () => {
    const fields = [
      { path: "expires_at", message: "must be in the future" },
      { path: "allowed_networks[0]", message: "is no network" },
    ];

    expect(fieldFaults(new ApiError("Refused.", { code: "invalid_field", fields }))).toEqual({
      untilAt: "This must be in the future.",
      networks: "Entry 1 is no network.",
    });
  });

  it("stand at the role when a key would have no permissions", () => {
    expect(fieldFaults(new ApiError("Give it a role.", { code: "grant_required" }))).toEqual({
      role: "Give it a role.",
    });
  });

  it("are none where the form has no such field", () => {
    const fields = [{ path: "metadata", message: "is too large" }];

    expect(fieldFaults(new ApiError("Refused.", { code: "invalid_field", fields }))).toEqual({});
  });
});
