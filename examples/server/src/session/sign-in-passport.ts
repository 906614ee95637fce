import passportPkg from "passport";
import { Strategy as LocalStrategy } from "passport-local";

import type { User as Person } from "../accounts/user.js";
import type { UserDirectory } from "../accounts/user-directory.js";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the one way to tell passport's types who a user is
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- passport's name for our own type
    interface User extends Person {}
  }
}

/** Passport that signs people in with address and password and keeps only their id in the session. */
export function signInPassport(users: UserDirectory): passportPkg.Authenticator {
  const passport = new passportPkg.Passport();
  passport.use(
    new LocalStrategy({ usernameField: "email" }, (email, password, done) => {
      users.bySignIn(email, password).then((user) => done(null, user ?? false), done);
    }),
  );
  passport.serializeUser((user, done) => done(null, user.id));
  passport.deserializeUser((id: string, done) => {
    users.byId(id).then((user) => done(null, user ?? false), done);
  });
  return passport;
}
