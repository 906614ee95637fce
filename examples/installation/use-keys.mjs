/** Creates a key over HTTP and presents it in every way, to `authenticate` and to passport; each answer is a check. */
export async function useKeys({ origin, token: first }) {
  const created = await fetch(`${origin}/admin/keys`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": first },
    body: JSON.stringify({ name: "made over HTTP", permissions: ["bundles:read"] }),
  });
  const { token } = await created.json();
  const wrong = `${token?.slice(0, -1)}${token?.endsWith("0") ? "1" : "0"}`;

  const checks = [expectation("POST /admin/keys", created.status, 201)];
  for (const path of ["/api", "/passport"]) {
    for (const [form, header] of Object.entries(FORMS)) {
      checks.push(
        expectation(`${path} with a key as ${form}`, await statusOf(origin + path, header(token)), 200),
      );
      checks.push(
        expectation(`${path} with a wrong key as ${form}`, await statusOf(origin + path, header(wrong)), 401),
      );
    }
    checks.push(expectation(`${path} without a key`, await statusOf(origin + path, {}), 401));
  }
  return checks;
}

const FORMS = {
  "x-api-key": (token) => ({ "x-api-key": token }),
  Authorization: (token) => ({ authorization: token }),
  Bearer: (token) => ({ authorization: `Bearer ${token}` }),
};

async function statusOf(url, headers) {
  const { status } = await fetch(url, { headers });
  return status;
}

function expectation(name, actual, expected) {
  return { name, faults: actual === expected ? [] : [`answered ${actual}, not ${expected}`] };
}
