import type { VerifyOrigin } from "@latchkey/core";

import { clientAddress, type AddressedRequest } from "./client-address.js";

/** A request as the origin of a token. */
export interface OriginRequest extends AddressedRequest {
  readonly headers: { readonly "user-agent"?: string | undefined };
}

/** Where a request came from. Nothing is worked out unless the keyring asks for it: most verdicts need none of it. */
export class RequestOrigin implements VerifyOrigin {
  // Hidden from `util.inspect`: the request holds the token.
  readonly #req: OriginRequest;

  constructor(req: OriginRequest) {
    this.#req = req;
  }

  get address(): string | undefined {
    return clientAddress(this.#req);
  }

  get userAgent(): string | undefined {
    return this.#req.headers["user-agent"];
  }
}
