import { request } from "node:http";

import { createKey, KEYS, listKeys, refusal, startGraymeta, type Answered } from "./support/graymeta-app.js";

const ITEMS = "/api/data/items";
const WHO = "/api/data/whoami";

let started: Awaited<ReturnType<typeof startGraymeta>>;
beforeAll(async () => {
  started = await startGraymeta();
});

/** The refusals of requests that bring these bodies. */
async function refusalsOf(method: string, path: string, bodies: readonly unknown[]): Promise<string[]> {
  const answers: Answered[] = [];
  for (const body of bodies) answers.push(await started.vera.send(path, { method, body }));
  return answers.map(refusal);
}

/** A request with one header twice, which fetch cannot send. */
function withTwoKeys(keys: readonly string[]): Promise<Answered> {
  const headers = { Authorization: keys.map((key) => `Bearer ${key}`) };
  return new Promise((resolve, reject) => {
    const sent = request(started.address + WHO, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        resolve({ status: response.statusCode ?? 0, body, headers: new Headers() });
      });
    });
    sent.on("error", reject).end();
  });
}

describe("a refusal", () => {
  it("is an error with a code and a message, and nothing else", async () => {
    const { status, body, headers } = await started.anybody(KEYS);

    expect([status, body]).toEqual([
      401,
      {
        error: {
          code: "credentials_required",
          message: "No API key was sent. Send it as Authorization: Bearer followed by the key.",
        },
      },
    ]);
    expect(headers.get("www-authenticate")).toBe('Bearer realm="api"');
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  it("speaks of fields by the names they have here", async () => {
    const { id } = await createKey(started.vera.send);
    const sent = { method: "PATCH", body: { active: "no", name: "", enabled: true } };

    const { body } = await started.vera.send(`${KEYS}/${id}`, sent);

    expect(body).toEqual({
      error: { code: "unknown_field", message: "active must be true or false. enabled is not a field here." },
    });
  });
});

describe("a request without a valid key", () => {
  it("is refused in every part of the API, whatever is asked", async () => {
    const wrong = started.client("eyJhbGciOiJFZERTQSJ9.e30.AAAA");
    const paths = [KEYS, `${KEYS}/AAAAAAAAAAAAAAAA`, ITEMS, `/api/data/users/${started.ada.id}`, WHO];

    const none = await Promise.all(paths.map((path) => started.anybody(path, { method: "DELETE" })));
    const invalid = await Promise.all(paths.map((path) => wrong(path, { method: "DELETE" })));

    expect(none.map(refusal)).toEqual(Array(5).fill("401 credentials_required"));
    expect(invalid.map(refusal)).toEqual(Array(5).fill("401 invalid_token"));
    expect(invalid[0]?.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("is refused when there are two keys in it, even the same", async () => {
    const { key } = started.vera;

    expect(refusal(await withTwoKeys([key, key]))).toBe("400 invalid_request");
    expect(refusal(await withTwoKeys([key, started.ada.key]))).toBe("400 invalid_request");
    expect((await withTwoKeys([key])).status).toBe(200);
  });
});

describe("a key of somebody else", () => {
  it.each(["PATCH", "DELETE"])(
    "is answered like one that does not exist, and stays as it is: %s",
    async (method) => {
      const key = await createKey(started.vera.send);
      const body = method === "PATCH" ? { active: false } : undefined;

      const ofVera = await started.ada.send(`${KEYS}/${key.id}`, { method, body });
      const ofNobody = await started.ada.send(`${KEYS}/AAAAAAAAAAAAAAAA`, { method, body });

      expect(refusal(ofVera)).toBe("404 not_found");
      expect(ofVera.body).toEqual(ofNobody.body);
      expect((await listKeys(started.vera.send)).at(-1)).toEqual(key);
    },
  );
});

describe("bad input", () => {
  it("is refused when a key is created, and makes none", async () => {
    const before = (await listKeys(started.vera.send)).length;

    const wrong = [1, null, ["x"], { a: 1 }, true, "", "x".repeat(101), "two\nlines"].map((name) => ({
      name,
    }));
    const fields = [
      { user_id: started.ada.id },
      { active: false },
      { id: "abc123" },
      { permissions: ["*:*"] },
    ];
    const bodies = [[], "x", 1, null].map((body) => JSON.stringify(body));

    expect(await refusalsOf("POST", KEYS, wrong)).toEqual(Array(8).fill("400 invalid_field"));
    expect(await refusalsOf("POST", KEYS, fields)).toEqual(Array(4).fill("400 unknown_field"));
    expect(await refusalsOf("POST", KEYS, [...bodies, "{"])).toEqual(Array(5).fill("400 invalid_request"));
    expect(await refusalsOf("POST", `${KEYS}?name=x`, [{}])).toEqual(["400 unknown_field"]);
    expect(await listKeys(started.vera.send)).toHaveLength(before);
  });

  it("is refused when a key is changed, and changes nothing", async () => {
    const key = await createKey(started.vera.send);
    const url = `${KEYS}/${key.id}`;

    const wrong = [
      { name: 1 },
      { name: null },
      { name: "" },
      { active: 0 },
      { active: "false" },
      { active: null },
    ];
    const fields = [{ jwt: "x", active: false }, { user_id: started.ada.id }, { created_at: key.created_at }];

    expect(await refusalsOf("PATCH", url, wrong)).toEqual(Array(6).fill("400 invalid_field"));
    expect(await refusalsOf("PATCH", url, fields)).toEqual(Array(3).fill("400 unknown_field"));
    expect(await refusalsOf("PATCH", url, ["[]", "{"])).toEqual(Array(2).fill("400 invalid_request"));
    expect(await refusalsOf("PATCH", `${url}?active=false`, [{}])).toEqual(["400 unknown_field"]);
    expect((await listKeys(started.vera.send)).at(-1)).toEqual(key);
  });

  it("is refused when keys are listed or deleted with parameters", async () => {
    const { id } = await createKey(started.vera.send);

    expect(refusal(await started.vera.send(`${KEYS}?user_id=${started.ada.id}`))).toBe("400 unknown_field");
    const deleted = await started.vera.send(`${KEYS}/${id}?force=1`, { method: "DELETE" });
    expect(refusal(deleted)).toBe("400 unknown_field");
    expect((await listKeys(started.vera.send)).at(-1)?.id).toBe(id);
  });

  it("is refused when an item is added", async () => {
    const send = (body: unknown) => started.ada.send(ITEMS, { method: "POST", body });

    for (const body of [{}, { name: 1 }, { name: "" }, [], "1"])
      expect(refusal(await send(body))).toMatch(/^400 invalid_(field|request)$/);
    expect(refusal(await send({ name: "x", size: 1 }))).toBe("400 unknown_field");
    expect(refusal(await send("{"))).toBe("400 invalid_request");
    expect((await started.ada.send(ITEMS)).body).toEqual({ items: [] });
  });

  it.each([KEYS, ITEMS])("is refused when it is too large, or no JSON by its type: %s", async (path) => {
    const post = (body: unknown, type = "application/json") =>
      started.ada.send(path, { method: "POST", body, headers: { "Content-Type": type } });
    const before = (await listKeys(started.ada.send)).length;

    expect(refusal(await post({ name: "x".repeat(70_000) }))).toBe("413 body_too_large");
    expect(refusal(await post({ name: "x" }, "text/plain"))).toBe("415 unsupported_media_type");
    expect(refusal(await post("name=x", "application/x-www-form-urlencoded"))).toBe(
      "415 unsupported_media_type",
    );
    expect(await listKeys(started.ada.send)).toHaveLength(before);
  });
});

describe("a path", () => {
  it("that there is not is refused", async () => {
    const paths = ["/", "/api", "/api/data", "/api/data/keys", `${KEYS}/a/b`, "/api/data/users"];
    const answers = await Promise.all(paths.map((path) => started.ada.send(path)));

    expect(answers.map(refusal)).toEqual(Array(6).fill("404 not_found"));
    expect(refusal(await started.ada.send("/api/data/users/%"))).toBe("400 invalid_request");
  });

  it("is refused with a method that it does not take", async () => {
    const { id } = await createKey(started.ada.send);
    const others = [
      ["PUT", KEYS, "405 method_not_allowed GET, HEAD, POST"],
      ["DELETE", KEYS, "405 method_not_allowed GET, HEAD, POST"],
      ["GET", `${KEYS}/${id}`, "405 method_not_allowed PATCH, DELETE"],
      ["POST", `${KEYS}/${id}`, "405 method_not_allowed PATCH, DELETE"],
      ["DELETE", ITEMS, "404 not_found null"],
      ["POST", WHO, "404 not_found null"],
    ] as const;

    for (const [method, path, expected] of others) {
      const answered = await started.ada.send(path, { method });
      expect(`${refusal(answered)} ${answered.headers.get("allow")}`).toBe(expected);
    }
  });
});
