import { ConfigurationError } from "@latchkey/core";

/**
 * Checks where keys are fetched from. Whoever can change them on the way can sign tokens for everybody, so that way is
 * encrypted, or does not leave the machine.
 */
export function checkedKeysUri(uri: unknown): URL {
  const url = parsed(uri);
  if (url === undefined)
    throw wrong(
      'must be the address of a JSON Web Key Set, such as "https://id.acme.com/.well-known/jwks.json"',
    );
  if (url.username !== "" || url.password !== "") throw wrong("must not hold a user and a password");
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw wrong("must be https; http is for addresses of this machine, such as http://127.0.0.1:8080/jwks");
}

function wrong(fault: string): ConfigurationError {
  return new ConfigurationError("jwksUri", fault);
}

/** A copy, also of a `URL`, which its owner can change. */
function parsed(uri: unknown): URL | undefined {
  const text = uri instanceof URL ? uri.href : uri;
  return typeof text === "string" ? (URL.parse(text) ?? undefined) : undefined;
}

/** `URL` has written IPv4 addresses in full, whatever their spelling. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
