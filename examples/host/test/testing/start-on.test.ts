import { createSqlite, startOn } from "@latchkey/example-host/testing";

import { notesExample } from "../support/notes-example.js";

const addresses: string[] = [];

// After what startOn does in the end.
afterAll(async () => {
  expect(addresses).toHaveLength(4);
  for (const address of addresses) await expect(fetch(address)).rejects.toThrow();
});

async function start(...options: Parameters<typeof startOn> extends [unknown, ...infer Rest] ? Rest : never) {
  const running = await startOn(notesExample, ...options);
  addresses.push(running.address);
  const { digest } = (await (await fetch(running.address)).json()) as { digest: string };
  return { ...running, digest };
}

describe("startOn", () => {
  it("starts an example on a new database each time, always with the same secrets", async () => {
    const [one, other] = [await start(), await start()];

    expect(one.printed).toHaveLength(5);
    expect(other.printed).toHaveLength(5);
    expect(other.digest).toBe(one.digest);
  });

  it("starts it again on the same database, with what else it is told", async () => {
    const url = await createSqlite();
    const onUrl = () => Promise.resolve(url);

    const first = await start(onUrl);
    await first.stop();
    const second = await start(onUrl, { NOTES_PEPPER: "another pepper, long enough to be one" });

    expect(second.printed).toEqual([`The notes example answers at ${second.address}`]);
    expect(second.digest).not.toBe(first.digest);
  });
});
