/** The oldest Node that all packages of Latchkey run on. */
const LEAST = [22, 14] as const;

/** What to say to somebody whose Node is too old; undefined where it is not. */
export function tooOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return undefined;
  return (
    `latchkey: this is Node ${version}, and Latchkey needs ${LEAST.join(".")} or later.\n` +
    "  Install a newer one from https://nodejs.org, or with your version manager: nvm install 24\n"
  );
}
