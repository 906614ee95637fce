// Shows the form to sign in with, or who is signed in; somebody who came from another page of this server is led back
// there. Everything from the server is put in as text, never as markup.
const form = document.querySelector("#sign-in");
const signedIn = document.querySelector("#signed-in");
const fault = document.querySelector("#fault");
const next = nextPage();

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
  if (self !== null && next !== null) return location.replace(next);
  form.hidden = self !== null;
  signedIn.hidden = self === null;
  if (self === null) return;
  form.reset();
  document.querySelector("#name").textContent = self.name;
  document.querySelector("#reach").textContent = reachOf(self.grants);
}

/** The page that `?next=` names, if it is one of this server: `//host` and `/\host` begin like paths, and are others. */
function nextPage() {
  const path = new URLSearchParams(location.search).get("next");
  if (!path?.startsWith("/") || !URL.canParse(path, location.origin)) return null;
  const url = new URL(path, location.origin);
  // The whole address, since a path that was written as `/.//host` has become `//host`.
  return url.origin === location.origin ? url.href : null;
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
