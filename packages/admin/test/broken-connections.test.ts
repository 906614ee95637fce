import { once } from "node:events";
import { connect } from "node:net";

import { acmeAdmin } from "./world/actors.js";
import { inMemory } from "./world/settings.js";
import { useWorld } from "./world/world.js";

let gone: () => void;
const wentAway = new Promise<void>((resolve) => (gone = resolve));
const world = useWorld(inMemory, {
  before: (app) =>
    app.use((req, res, next) => {
      if (req.method === "POST") res.once("close", gone);
      next();
    }),
});

it("a client that goes away in the middle of its body leaves nothing behind", async () => {
  const { port, mount } = world();
  const headers = { Host: "x", "Content-Type": "application/json", "Content-Length": "100" };
  const lines = Object.entries({ ...headers, ...world().headersOf(acmeAdmin) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write([`POST ${mount}/keys HTTP/1.1`, ...lines, "", '{"permissions":[]'].join("\r\n"), () =>
    socket.destroy(),
  );
  await wentAway;

  const answer = await world().as(acmeAdmin).get("/keys");
  expect([answer.status, answer.body.data]).toEqual([200, []]);
  expect(world().faults).toEqual([]);
});
