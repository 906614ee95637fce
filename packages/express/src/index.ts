export { authenticate } from "./authenticate.js";
export type { AuthenticateOptions } from "./authenticate-options.js";
export { clientAddress, type AddressedRequest } from "./client-address.js";
export type { Middleware, MiddlewareRequest } from "./middleware.js";
export type { ObservedRefusal, RefusalObserver } from "./observe-refusal.js";
export { principalOf } from "./principal-of.js";
export { requirePermission } from "./require-permission.js";
export { requireAnyPermission } from "./require-any-permission.js";
export { requireScope, type ReadId, type ScopeOptions } from "./require-scope.js";
export { verifyEndpoint } from "./verify-endpoint.js";
export type { FixedScope, VerifyEndpointOptions } from "./verify-endpoint-options.js";

// What the other packages of Latchkey build on.
export { checkIdentity } from "./check-identity.js";
export { checkKeyring } from "./check-keyring.js";
export { credentialRefusal } from "./credential-refusal.js";
export { resolveSources, type CredentialSources, type ResolvedSources } from "./credential-sources.js";
export { mannerOf, rememberManner, type Manner } from "./manner.js";
export type { Outcome } from "./outcome.js";
export { privateAnswer } from "./private-answer.js";
export { problem, problemStatus, type Fault, type Problem } from "./problem.js";
export {
  readCredential,
  type Credential,
  type CredentialRequest,
  type Presentation,
} from "./read-credential.js";
export { resolveRealm } from "./realm.js";
export { refusalError, type RefusalError } from "./refusal-error.js";
export { requestId } from "./request-id.js";
export { challengeOf, retryAfterOf, sendProblem, type Refusal } from "./send-problem.js";
export { verifyToken } from "./verify-token.js";
