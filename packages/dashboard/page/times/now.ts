import { useSyncExternalStore } from "react";

const STEP_MS = 30_000;

/** The time, in steps of half a minute: what says how long ago something was redraws with it. */
export function useNow(): number {
  return useSyncExternalStore(everyStep, currentStep);
}

function everyStep(listener: () => void): () => void {
  const timer = setInterval(listener, STEP_MS);
  return () => clearInterval(timer);
}

/** Ahead of the time by a step at most, and the same until the next. */
function currentStep(): number {
  return Math.ceil(Date.now() / STEP_MS) * STEP_MS;
}
