import type { Express } from "express";
import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

/** A client with the session of whoever signed in. */
export async function signIn(app: Express, { email, password }: Credentials): Promise<TestAgent> {
  const agent = request.agent(app);
  await agent.post("/session").send({ email, password }).expect(204);
  return agent;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}
