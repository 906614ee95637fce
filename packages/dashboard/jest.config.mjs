export { onBothExpresses as default } from "../../jest.base.mjs";
