const { generateKeyPairSync } = require("node:crypto");

const { createKeyring, systemActor } = require("@latchkey/core");
const { memoryStore } = require("@latchkey/core/testing");
const { authenticate } = require("@latchkey/express");
const { jwtFormat } = require("@latchkey/jwt");
const { createApp } = require("./app");

const signed = createKeyring({
  store: memoryStore(),
  peppers: [{ version: 1, secret: "a pepper that is only good for trying things out" }],
  format: jwtFormat({
    signingKeys: [{ kid: "1", privateKey: generateKeyPairSync("ed25519").privateKey }],
    issuer: "https://api.example.com",
  }),
});

async function start() {
  const { app, token } = await createApp();
  const made = await signed.create({ permissions: [] }, systemActor("installation"));
  app.get("/signed", authenticate(signed), (_req, res) => res.json({}));
  const server = app.listen(0, "127.0.0.1", () => {
    console.log(
      JSON.stringify({ origin: `http://127.0.0.1:${server.address().port}`, token, signed: made.token }),
    );
  });
}

start();
