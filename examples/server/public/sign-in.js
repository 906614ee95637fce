// Shows who is signed in, or the form to sign in with. Everything from the server is put in as text, never as markup.
const form = document.querySelector("#sign-in");
const signedIn = document.querySelector("#signed-in");
const fault = document.querySelector("#fault");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  attempt(() => ask("POST", "/session", body));
});

document.querySelector("#sign-out").addEventListener("click", () => attempt(() => ask("DELETE", "/session")));

attempt(() => undefined);

/** Does something, then shows how things are, or what went wrong. */
async function attempt(action) {
  fault.textContent = "";
  try {
    await action();
    show(await whoIsSignedIn());
  } catch (error) {
    fault.textContent = error.message;
  }
}

async function whoIsSignedIn() {
  const response = await fetch("/admin/self");
  if (response.status === 401) return null;
  return response.ok ? response.json() : fail(response);
}

function show(self) {
  form.hidden = self !== null;
  signedIn.hidden = self === null;
  if (self === null) return;
  form.reset();
  document.querySelector("#name").textContent = self.name;
  document.querySelector("#reach").textContent = reachOf(self.grants);
}

function reachOf(grants) {
  const organizations = grants.map(({ org }) => org);
  return organizations.includes("*") ? "all organizations" : `organization ${organizations.join(", ")}`;
}

async function ask(method, path, body) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const response = await fetch(path, { method, headers, body });
  if (!response.ok) await fail(response);
}

async function fail(response) {
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `The server answered ${response.status}.`);
}
