import { idInToken } from "../../../page/filters/id-in-token.ts";

const SECRET = "Khs6cERn4H4p0yXqfhLBcywI9OVVbPTJ59ovnt7H2bF1oZmFk";

describe("what is looked for", () => {
  it.each(["live", "test"])("is the id in a token that was pasted: %s", (env) => {
    expect(idInToken(`acme_${env}_IDwAFto2I3Soxc9H_${SECRET}`)).toBe("IDwAFto2I3Soxc9H");
  });

  it("is nothing of a signed token", () => {
    expect(idInToken("eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1LTEifQ.c2lnbmF0dXJl")).toBe("");
  });

  it.each(["Nightly build", "42", "demo_live_7Fq2…", "IDwAFto2I3Soxc9H", "eyJ is how it begins", ""])(
    "is anything else as it was typed: %j",
    (text) => {
      expect(idInToken(text)).toBe(text);
    },
  );
});
