import { mountInApp } from "../../src/init/mount-in-app.js";
import { GENERATED_APP } from "./generated-app.js";

const commonjs = { imports: false, from: "./latchkey.js" };
const esm = { imports: true, from: "./latchkey.js" };

describe("mountInApp", () => {
  it("adds two lines to what express-generator makes, in its style, before its first route", () => {
    const mounted = mountInApp(GENERATED_APP, commonjs) ?? "";
    const added = mounted.split("\n").filter((line) => !GENERATED_APP.split("\n").includes(line));
    expect(added).toEqual(["var { mountLatchkey } = require('./latchkey.js');", "mountLatchkey(app);"]);
    expect(mounted).toContain("var express = require('express');\nvar { mountLatchkey }");
    expect(mounted).toContain("mountLatchkey(app);\n\napp.use('/', indexRouter);");
    expect(mounted.indexOf("express.static")).toBeLessThan(mounted.indexOf("mountLatchkey(app)"));
  });

  it("changes nothing the second time", () => {
    const mounted = mountInApp(GENERATED_APP, commonjs) ?? "";
    expect(mountInApp(mounted, commonjs)).toBe(mounted);
  });

  it.each([
    [
      "ESM",
      esm,
      'import express from "express";\n\nconst app = express();\n\napp.get("/", home);\n',
      'import express from "express";\nimport { mountLatchkey } from "./latchkey.js";\n\nconst app = express();\n\nmountLatchkey(app);\n\napp.get("/", home);\n',
    ],
    [
      "TypeScript, without semicolons",
      { imports: true, from: "../latchkey.js" },
      "import express, {\n  type Express,\n} from 'express'\nexport const server: Express = express()\nserver.listen(1)\n",
      "import express, {\n  type Express,\n} from 'express'\nimport { mountLatchkey } from '../latchkey.js'\nexport const server: Express = express()\nmountLatchkey(server)\n\nserver.listen(1)\n",
    ],
    [
      "an app that a function makes",
      commonjs,
      'const express = require("express");\nmodule.exports = () => {\n  const api = express();\n  api.use(json());\n  api.use("/x", x);\n  return api;\n};\n',
      'const express = require("express");\nconst { mountLatchkey } = require("./latchkey.js");\nmodule.exports = () => {\n  const api = express();\n  api.use(json());\n  mountLatchkey(api);\n\n  api.use("/x", x);\n  return api;\n};\n',
    ],
    [
      "line ends of Windows",
      esm,
      'import express from "express";\r\nconst app = express();\r\n\r\napp.listen(1);\r\n',
      'import express from "express";\r\nimport { mountLatchkey } from "./latchkey.js";\r\nconst app = express();\r\nmountLatchkey(app);\r\n\r\napp.listen(1);\r\n',
    ],
  ])("keeps to the style of %s", (_, style, before, after) => {
    expect(mountInApp(before, style)).toBe(after);
  });

  it("takes no setting for a route", () => {
    const before =
      'import express from "express";\nconst app = express();\nif (app.get("env")) x();\napp.get("env");\n';
    expect(mountInApp(before, esm)).toContain("express();\nmountLatchkey(app);\n");
  });

  it.each([
    ["no express", 'import fastify from "fastify";\nconst app = fastify();\n'],
    ["an app made in another manner", 'import express from "express";\nconst app = make(express);\n'],
    ["an app before express is loaded", 'const app = express();\nvar express = require("express");\n'],
  ])("gives up on %s", (_, text) => {
    expect(mountInApp(text, esm)).toBeNull();
  });
});
