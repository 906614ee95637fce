import { addresses } from "./http-suite/addresses.js";
import { asking } from "./http-suite/asking.js";
import { badBodies } from "./http-suite/bad-bodies.js";
import { badFields } from "./http-suite/bad-fields.js";
import { catalogue } from "./http-suite/catalogue.js";
import { changingKeys } from "./http-suite/changing.js";
import { creatingKeys } from "./http-suite/creating.js";
import { crossSite } from "./http-suite/cross-site.js";
import { everyRoute } from "./http-suite/every-route.js";
import { failingActors } from "./http-suite/failing-actors.js";
import { introspectingTokens } from "./http-suite/introspecting.js";
import { methodsAndPaths } from "./http-suite/methods-and-paths.js";
import { orderOfDecisions } from "./http-suite/order-of-decisions.js";
import { outages } from "./http-suite/outages.js";
import { parsedBodies } from "./http-suite/parsed-bodies.js";
import { readingKeys } from "./http-suite/reading.js";
import { recordOfChanges } from "./http-suite/record-of-changes.js";
import { revealingTokens } from "./http-suite/revealing.js";
import { roles } from "./http-suite/roles.js";
import { rotatingKeys } from "./http-suite/rotating.js";
import { rulesOfKeys } from "./http-suite/rules-of-keys.js";
import { sideDoors } from "./http-suite/side-doors.js";
import { readingUsage } from "./http-suite/usage.js";
import { SETTINGS } from "./world/settings.js";

const SUITE = [
  addresses,
  asking,
  badBodies,
  badFields,
  catalogue,
  changingKeys,
  creatingKeys,
  crossSite,
  everyRoute,
  failingActors,
  introspectingTokens,
  methodsAndPaths,
  orderOfDecisions,
  outages,
  parsedBodies,
  readingKeys,
  recordOfChanges,
  revealingTokens,
  roles,
  rotatingKeys,
  rulesOfKeys,
  sideDoors,
  readingUsage,
];

describe.each(SETTINGS)("the admin API over $over, mounted at '$mount'", (setting) => {
  for (const part of SUITE) part(setting);
});
