import { answering } from "../support/run-in.js";
import { testApp, type TestApp } from "../support/test-app.js";
import { containing } from "../support/texts.js";

const TOKEN = /acme_live_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}/;

describe("latchkey keys", () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.drop());

  async function create(line = "keys create --org acme --role reader"): Promise<string> {
    const { out } = await app.run(line);
    return out.trim();
  }

  it("create prints the token alone on stdout, which works, and never on stderr", async () => {
    const { exit, out, errors } = await app.runWords([
      "keys",
      "create",
      "--name",
      "Nightly build",
      "--org",
      "acme",
      "--role",
      "reader",
    ]);
    expect(exit).toBe(0);
    expect(out).toMatch(new RegExp(`^${TOKEN.source}\n$`));
    expect(errors).not.toMatch(TOKEN);
    expect(errors).toContain("Nightly build");
    expect(errors).toContain("shown this once");
    const { keyring } = app.open();
    expect(await keyring.verify(out.trim())).toMatchObject({ ok: true, principal: { orgId: "acme" } });
  });

  it("create takes all that a key can have", async () => {
    const { out } = await app.runWords([
      ...["keys", "create", "--json", "--org", "acme", "--project", "web", "--owner", "ada", "--env", "live"],
      ...["--permission", "bundles:read", "--permission", "bundles:write", "--expires", "90d"],
      ...[
        "--network",
        "192.0.2.0/24",
        "--rate-limit",
        "100/60",
        "--tag",
        "ci",
        "--metadata",
        '{"team":"web"}',
      ],
    ]);
    const { key, token } = JSON.parse(out) as { key: Record<string, unknown>; token: string };
    expect(token).toMatch(TOKEN);
    expect(key).toMatchObject({
      org_id: "acme",
      project_id: "web",
      owner_id: "ada",
      permissions: ["bundles:read", "bundles:write"],
      allowed_networks: ["192.0.2.0/24"],
      rate_limit: { requests: 100, seconds: 60 },
      tags: ["ci"],
      metadata: { team: "web" },
      created_by: "system:cli:tester",
    });
    const inDays = (Date.parse(String(key["expires_at"])) - Date.now()) / 86_400_000;
    expect(inDays).toBeCloseTo(90, 2);
  });

  it("says in one sentence what is wrong with a key, and what to do", async () => {
    const { exit, out, errors } = await app.run("keys create --org acme");
    expect(exit).toBe(1);
    expect(out).toBe("");
    expect(errors).toMatch(/^latchkey: .+\n {2}Give it something to do: --role/);
  });

  it("list shows keys as a table without escape codes, and as JSON with a cursor", async () => {
    await create();
    await create("keys create --org acme --permission bundles:write");
    const { out } = await app.run("keys list --org acme");
    expect(out).toContain("reader");
    // eslint-disable-next-line no-control-regex -- it is what is looked for
    expect(out).not.toMatch(/\u001b/);
    const page = await app.run("keys list --json --limit 1");
    const { data, next_cursor } = JSON.parse(page.out) as { data: unknown[]; next_cursor: string };
    expect(data).toHaveLength(1);
    expect(page.errors).toContain(`--cursor ${next_cursor}`);
    const rest = await app.run(`keys list --json --limit 1 --cursor ${next_cursor}`);
    expect(JSON.parse(rest.out)).toMatchObject({ data: [{ number: 1 }] });
  });

  it("list keeps to one line what a name would do to the terminal", async () => {
    const { db } = app.open();
    await create();
    await db("latchkey_keys").update({ name: "a\u001b[2Jb\nc" });
    const { out } = await app.run("keys list");
    expect(out).toContain("a\ufffd[2Jb\ufffdc");
  });

  it("show names a key by its number and by its id", async () => {
    await create();
    const byNumber = await app.run("keys show 1 --json");
    const { id } = JSON.parse(byNumber.out) as { id: string };
    const byId = await app.run(`keys show ${id}`);
    expect(byId.out).toContain(id);
    expect(await app.run("keys show 2")).toMatchObject({ exit: 1 });
    expect(await app.run("keys show nonsense")).toMatchObject({ exit: 2 });
  });

  it("disable and enable switch a key", async () => {
    const token = await create();
    expect(await app.run("keys disable 1")).toMatchObject({ exit: 0 });
    expect(await app.open().keyring.verify(token)).toMatchObject({ ok: false, reason: "key_disabled" });
    expect(await app.run("keys enable 1")).toMatchObject({ exit: 0 });
    expect(await app.open().keyring.verify(token)).toMatchObject({ ok: true });
  });

  it("rotate prints the new token alone; with an overlap of 0 the old one is refused", async () => {
    const old = await create();
    const { out, errors } = await app.run("keys rotate 1 --overlap 0");
    expect(out).toMatch(new RegExp(`^${TOKEN.source}\n$`));
    expect(errors).toContain("refused from now on");
    const { keyring } = app.open();
    expect(await keyring.verify(old)).toMatchObject({ ok: false });
    expect(await keyring.verify(out.trim())).toMatchObject({ ok: true });
  });

  it("rotate keeps the old token for the overlap", async () => {
    const old = await create();
    const { errors } = await app.run("keys rotate 1 --overlap 2h");
    expect(errors).toContain("works until");
    expect(await app.open().keyring.verify(old)).toMatchObject({ ok: true });
    expect(await app.run("keys rotate 1")).toMatchObject({
      exit: 1,
      errors: containing("--overlap 0"),
    });
  });

  it("revoke asks, and does nothing without a yes", async () => {
    const token = await create();
    const none = await app.run("keys revoke 1");
    expect(none).toMatchObject({ exit: 2, errors: containing("--yes") });
    const no = answering({ confirm: false });
    expect(await app.run("keys revoke 1", { prompts: no })).toMatchObject({ exit: 130 });
    expect(no.asked).toHaveLength(1);
    expect(await app.open().keyring.verify(token)).toMatchObject({ ok: true });

    const yes = answering({ confirm: true });
    expect(
      await app.runWords(["keys", "revoke", "1", "--reason", "left the company"], { prompts: yes }),
    ).toMatchObject({ exit: 0 });
    expect(await app.open().keyring.verify(token)).toMatchObject({ ok: false, reason: "key_revoked" });
    const { out } = await app.run("changes list --action key.revoked --json");
    expect(out).toContain("left the company");
  });

  it("purge removes what was revoked before then", async () => {
    await create();
    await app.run("keys revoke 1 --yes");
    expect((await app.run("keys purge --json --yes")).out).toContain('"keys": 0');
    const { db } = app.open();
    await db("latchkey_keys").update({ revoked_at: Date.now() - 400 * 86_400_000 });
    expect((await app.run("keys purge --json --yes")).out).toContain('"keys": 1');
  });
});
