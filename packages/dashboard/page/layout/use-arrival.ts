import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

let wentBack = false;
addEventListener("popstate", () => {
  wentBack = true;
  // One that changes only the query is no arrival.
  setTimeout(() => (wentBack = false), DRAWN_MS);
});
const DRAWN_MS = 500;

/** Begins each part of the page at its top, also for who hears it; going back, the browser knows where one was. */
export function useArrival(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.getElementById("content")?.focus({ preventScroll: true });
    if (!wentBack) scrollTo(0, 0);
  }, [path]);
}
