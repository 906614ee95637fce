interface Form {
  getInputNode(path: string): HTMLElement | null;
}

/** Leads those who do not see the red to what they have to correct. */
export function focusFirst(form: Form, faults: object): void {
  const nodes = Object.keys(faults).map((field) => form.getInputNode(field));
  nodes.find((node) => node !== null)?.focus();
}
