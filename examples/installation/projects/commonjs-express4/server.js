const { createApp } = require("./app");

createApp().then(({ app, token }) => {
  const server = app.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ origin: `http://127.0.0.1:${server.address().port}`, token }));
  });
});
