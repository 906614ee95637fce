const NAMES = ["WWW-Authenticate", "Retry-After"];

/** The headers that an error of `authenticate` or a guard brings: only these know what was asked for. */
export function headersGiven(error: unknown): Readonly<Record<string, string>> {
  const { headers } = error as { readonly headers?: Readonly<Record<string, string>> | null };
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => NAMES.includes(name)));
}
