/** Process warnings, kept from the output of the tests. */
export function watchWarnings(): { readonly spy: jest.SpyInstance; of(code: string): string[] } {
  const spy = jest.spyOn(process, "emitWarning").mockImplementation();
  return {
    spy,
    of: (code) =>
      (spy.mock.calls as [string, { type?: string; code?: string }][])
        .filter(([, options]) => options.type === "LatchkeyWarning" && options.code === code)
        .map(([message]) => message),
  };
}
