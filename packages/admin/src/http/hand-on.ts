import type { NextFunction } from "express";

/** Hands a fault to the application. Express takes `next()` and `next("router")` to mean that somebody else is to answer. */
export function handOn(next: NextFunction, fault: unknown): void {
  const isError = typeof fault === "object" && fault !== null;
  next(isError ? fault : new TypeError("A wire format threw what is not an error."));
}
