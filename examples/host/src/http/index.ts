export { bodyOf } from "./body-of.js";
export { fewAtOnce, type Gate } from "./few-at-once.js";
export { jsonBody } from "./json-body.js";
export { outages } from "./outages.js";
export { refuseMethod } from "./refuse-method.js";
export { unexpectedErrors } from "./unexpected-errors.js";
