import helmet from "helmet";

/**
 * Everything on a page comes from this server, nothing is inline, and no other page frames it. The dashboard sends a
 * policy of its own instead.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    // Without the defaults: they allow inline styles, and send the requests of a page without TLS to https.
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  xFrameOptions: { action: "deny" },
});
