/** What the application has told this page. */
export interface Settings {
  /** The path of the admin API. */
  readonly api: string;
  readonly signIn: string | null;
  /** A path that a key opens. */
  readonly example: string;
  /** Whether tokens can be shown again. */
  readonly reveal: boolean;
}

/** The settings stand in the page itself, so that no request is needed to learn them. */
export const settings = JSON.parse(contentOf("settings")) as Settings;

/** What styles that are made here must carry, under the policy of this page. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

/** The mount path, without a slash at its end. */
export const mountPath = new URL(document.baseURI).pathname.replace(/\/$/, "");

function contentOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "{}";
}
