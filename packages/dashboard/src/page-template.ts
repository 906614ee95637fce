import type { DashboardSettings } from "./dashboard-options.js";

/** What differs from answer to answer. */
export interface PageValues {
  readonly nonce: string;
  /** The relative address of the mount path. */
  readonly root: string;
}

/** Where they stand in page/index.html. */
const PLACES = /__(NONCE|ROOT|SETTINGS)__/g;

/** Fills in the built page, in one go: nothing that is put in is searched for places again. */
export function pageTemplate(html: string, settings: DashboardSettings): (values: PageValues) => string {
  const SETTINGS = JSON.stringify(settings);

  return function fillPage({ nonce, root }) {
    const values = { NONCE: nonce, ROOT: root, SETTINGS };
    return html.replace(PLACES, (_place, name: keyof typeof values) => escaped(values[name]));
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** As the value of an attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
