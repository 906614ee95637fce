import { isPlainObject } from "./is-plain-object.js";

/** How deep, and how many values, are looked at. */
export interface JsonBounds {
  readonly depth: number;
  readonly values: number;
}

/**
 * What is wrong with a value that is to be kept as JSON: whatever JSON would lose or could not hold, and what goes
 * beyond the bounds. `__proto__` is refused so that no later copy can be polluted by it.
 */
export function jsonFault(value: unknown, { depth, values }: JsonBounds): string | undefined {
  let left = values;

  function faultOf(each: unknown, deeper: number): string | undefined {
    if (--left < 0) return `must not hold more than ${values} values`;
    if (typeof each === "object" && each !== null)
      return deeper === 0 ? tooDeep(depth) : faultInside(each, deeper);
    if (typeof each === "number" && !Number.isFinite(each)) return "must hold finite numbers only";
    return SIMPLE.has(typeof each) ? undefined : "must hold JSON values only";
  }

  function faultInside(each: object, deeper: number): string | undefined {
    const fault = faultOfShape(each);
    if (fault !== undefined) return fault;
    for (const entry of Object.values(each)) {
      const inside = faultOf(entry, deeper - 1);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }

  return faultOf(value, depth);
}

/** `object` is null here. */
const SIMPLE: ReadonlySet<string> = new Set(["string", "number", "boolean", "object"]);

function faultOfShape(value: object): string | undefined {
  if (Object.hasOwn(value, "__proto__")) return 'must not have a property named "__proto__"';
  if (Object.hasOwn(value, "toJSON")) return 'must not have a property named "toJSON"';
  if (isPlainObject(value) || (Array.isArray(value) && isDense(value))) return undefined;
  return "must hold plain objects, lists without holes, and simple values only";
}

/** Whether a list has each of its entries, and nothing else. */
function isDense(list: readonly unknown[]): boolean {
  const keys = Object.keys(list);
  return keys.length === list.length && keys.every((key, index) => key === String(index));
}

function tooDeep(depth: number): string {
  return `must not be nested deeper than ${depth} levels`;
}
