import { LatchkeyError } from "@latchkey/core";

/** The entity tag of a key's version. */
export function entityTag({ version }: { readonly version: number }): string {
  return `"${version}"`;
}

/**
 * The versions that an `If-Match` allows (RFC 9110 §13.1.1): undefined for any, none when nothing can match. Weak
 * tags never do, because the comparison is a strong one.
 */
export function readIfMatch(header: string | undefined): readonly number[] | undefined {
  if (header === undefined || header === "*") return undefined;
  const versions = entityTags(header)
    .filter((tag) => VERSION_TAG.test(tag))
    .map((tag) => Number(tag.slice(1, -1)));
  return [...new Set(versions)];
}

const VERSION_TAG = /^"[1-9][0-9]{0,14}"$/;

/** One element of the list, which may be empty (RFC 9110 §5.6.1), up to the next. No two stars meet: linear time. */
const ELEMENT = /((?:W\/)?"[!#-~\x80-\xff]*")?[ \t]*(?:,[ \t]*|$)/y;

const MOST_TAGS = 20;

function entityTags(header: string): string[] {
  const tags: string[] = [];
  for (let at = 0; at < header.length; at = ELEMENT.lastIndex) {
    ELEMENT.lastIndex = at;
    const element = ELEMENT.exec(header);
    if (element === null) throw malformed();
    if (element[1] !== undefined) tags.push(element[1]);
  }
  if (tags.length === 0 || tags.length > MOST_TAGS) throw malformed();
  return tags;
}

function malformed(): LatchkeyError {
  const detail = `If-Match must be * or up to ${MOST_TAGS} entity tags as ETag has them, such as "3" with its quotes.`;
  return new LatchkeyError("invalid_request", detail);
}
