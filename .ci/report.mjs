/** Prints what is wrong, then counts the checks in one line, and makes the process fail when one of them did. */
export function report(checks) {
  const failed = checks.filter(({ faults }) => faults.length > 0);
  for (const { name, faults } of failed) for (const fault of faults) console.log(`${name}: ${fault}`);
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
}
