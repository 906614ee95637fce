// What the app is for. It asks one thing of whoever calls: which account they are of.
const express = require("express");

function ordersOf(accountOf) {
  const orders = express.Router();
  const placed = [];

  orders.get("/orders", (req, res) => {
    res.json({ orders: placed.filter(({ account }) => account === accountOf(req)) });
  });

  orders.post("/orders", express.json(), (req, res) => {
    const order = { number: placed.length + 1, account: accountOf(req), item: String(req.body.item) };
    placed.push(order);
    res.status(201).json(order);
  });

  return orders;
}

module.exports = { ordersOf };
