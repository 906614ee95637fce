/**
 * The policy of the page: scripts and requests of this origin alone, styles of its own files and those that carry the
 * nonce of this answer, nothing inline, no frame around it (OWASP ASVS 5.0 §3.4.3, §3.4.6).
 */
export function contentSecurityPolicy(nonce: string): string {
  return [...FIXED, `style-src 'self' 'nonce-${nonce}'`].join("; ");
}

const FIXED = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
