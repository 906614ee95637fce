import { addresses } from "./http-suite/addresses.js";
import { asking } from "./http-suite/asking.js";
import { badBodies } from "./http-suite/bad-bodies.js";
import { badFields } from "./http-suite/bad-fields.js";
import { changingKeys } from "./http-suite/changing.js";
import { creatingKeys } from "./http-suite/creating.js";
import { crossSite } from "./http-suite/cross-site.js";
import { failingActors } from "./http-suite/failing-actors.js";
import { methodsAndPaths } from "./http-suite/methods-and-paths.js";
import { orderOfDecisions } from "./http-suite/order-of-decisions.js";
import { outages } from "./http-suite/outages.js";
import { parsedBodies } from "./http-suite/parsed-bodies.js";
import { readingKeys } from "./http-suite/reading.js";
import { SETTINGS } from "./world/settings.js";

const SUITE = [
  addresses,
  asking,
  badBodies,
  badFields,
  changingKeys,
  creatingKeys,
  crossSite,
  failingActors,
  methodsAndPaths,
  orderOfDecisions,
  outages,
  parsedBodies,
  readingKeys,
];

describe.each(SETTINGS)("the admin API over $over, mounted at '$mount'", (setting) => {
  for (const part of SUITE) part(setting);
});
