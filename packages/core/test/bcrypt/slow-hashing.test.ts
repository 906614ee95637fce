import { slowHashing } from "../../src/bcrypt/slow-hashing.js";
import { watchBcrypt } from "./watch-bcrypt.js";

const watched = watchBcrypt();

describe("slow hashing", () => {
  beforeEach(() => watched.reset());

  it("is done by the thread, and by none of libuv's", async () => {
    const { hash, compare } = slowHashing();
    const made = await hash("data", 4);
    expect(await compare("data", made)).toBe(true);
    expect(await compare("other", made)).toBe(false);
    expect(watched).toMatchObject({ hashes: 1, compares: 2, onThePool: 0 });
  });

  it("is done by bcrypt itself where there is no thread to be had", async () => {
    const { hash, compare } = slowHashing({ run: async () => undefined });
    const made = await hash("data", 4);
    expect(await compare("data", made)).toBe(true);
    expect(await compare("other", made)).toBe(false);
    expect(watched).toMatchObject({ hashes: 0, compares: 0 });
    expect(watched.onThePool).toBeGreaterThan(0);
  });
});
