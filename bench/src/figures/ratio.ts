/** One measurement divided by another, round by round. */
export function ratios(over: readonly number[], under: readonly number[]): readonly number[] {
  if (over.length !== under.length) throw new Error("rounds are missing");
  return over.map((value, round) => value / (under[round] ?? Number.NaN));
}
