/** Whether these permissions, of which a segment can be `*`, hold another one. */
export function covers(held: readonly string[], wanted: string): boolean {
  const [resource, action] = wanted.split(":");
  return held.some((permission) => {
    const [heldResource, heldAction] = permission.split(":");
    return (
      (heldResource === "*" || heldResource === resource) && (heldAction === "*" || heldAction === action)
    );
  });
}
