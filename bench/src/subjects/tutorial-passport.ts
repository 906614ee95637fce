import type { RequestHandler } from "express";
import passport from "passport";
import { HeaderAPIKeyStrategy } from "passport-headerapikey";

export const HEADER = "x-api-key";

/** Who may pass with this key, or null: the callback that the README of passport-headerapikey has its readers write. */
export type FindUser = (apiKey: string) => Promise<{ readonly id: number } | null>;

/** The strategy as its README sets it up, for an API: without sessions. */
export function passportHandlers(findUser: FindUser): readonly RequestHandler[] {
  passport.use(
    new HeaderAPIKeyStrategy({ header: HEADER, prefix: "" }, false, (apiKey, done) => {
      findUser(apiKey).then(
        (user) => (user === null ? done(null) : done(null, user)),
        (error: Error) => done(error),
      );
    }),
  );
  return [passport.authenticate("headerapikey", { session: false }) as RequestHandler];
}
