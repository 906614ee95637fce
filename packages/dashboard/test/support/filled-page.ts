/** What a browser makes of the served page. */
export interface FilledPage {
  /** The address that everything in the page is relative to. */
  readonly base: URL;
  /** The addresses of its scripts, styles and icon. */
  readonly files: readonly URL[];
  readonly settings: unknown;
  readonly nonce: string;
}

/** Reads the page as the browser does that asked for `address`. */
export function filledPage(html: string, address: string): FilledPage {
  const base = new URL(attribute(html, /<base href="([^"]*)"/), address);
  const names = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]*)"/g)].map(
    ([, name = ""]) => name,
  );
  return {
    base,
    files: names.map((name) => new URL(unescaped(name), base)),
    settings: JSON.parse(attribute(html, /<meta name="settings" content="([^"]*)"/)) as unknown,
    nonce: attribute(html, /<meta property="csp-nonce" nonce="([^"]*)"/),
  };
}

function attribute(html: string, pattern: RegExp): string {
  const [, value] = pattern.exec(html) ?? [];
  if (value === undefined) throw new Error(`the page has no ${pattern.source}`);
  return unescaped(value);
}

const CHARACTERS: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function unescaped(text: string): string {
  return text.replace(/&[^;]+;/g, (entity) => CHARACTERS[entity] ?? entity);
}
