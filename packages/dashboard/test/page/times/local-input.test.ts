import { fromLocalInput, toLocalInput } from "../../../page/times/local-input.ts";

describe("a time in a browser's field", () => {
  it.each(["2027-01-31T14:00:00.000Z", "2027-07-01T00:30:00.000Z", "1999-12-31T23:59:00.000Z"])(
    "goes there and back: %s",
    (iso) => expect(fromLocalInput(toLocalInput(iso))).toBe(iso),
  );

  it("has the form that the field wants, to the minute", () => {
    expect(toLocalInput("2027-01-31T14:00:59.999Z")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  });

  it.each(["", "tomorrow", "2027-13-01T00:00"])("is none when it is %j", (text) => {
    expect(fromLocalInput(text)).toBeNull();
  });
});
