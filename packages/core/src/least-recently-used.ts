import { LRUCache } from "lru-cache";

/**
 * Keeps so many values and gives up those not asked for the longest. Given as a size and not as a number, so that
 * room is taken as it is needed: as a number, all of it would be taken at the beginning.
 */
export function leastRecentlyUsed<Value extends object | boolean>(
  most: number,
  givenUp?: (value: Value, name: string) => void,
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({
    maxSize: most,
    sizeCalculation: () => 1,
    noDisposeOnSet: true,
    ...(givenUp && { dispose: givenUp }),
  });
}
