import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeTempDir, removeDir } from "../../packages/testkit/src/temp-dir.ts";
import { makeSecrets } from "../lib/secrets.ts";
import { secretFiles, writeSecretFiles } from "./secret-files.ts";

const temp = makeTempDir("secrets");
const dir = join(temp, "secrets");
afterAll(() => removeDir(temp));

const secrets = makeSecrets();
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

it("[SHIP-040] writes files that only the owner of their folder can reach, and forgets stale ones", () => {
  writeSecretFiles(dir, { stale: "old" });
  writeSecretFiles(dir, secretFiles(secrets));
  writeSecretFiles(dir, secretFiles(secrets));
  expect(mode(dir)).toBe("700");
  const names = readdirSync(dir);
  expect(names).not.toContain("stale");
  for (const name of names) expect(mode(join(dir, name)), name).toBe("444");
});

it("[SHIP-040] closes a folder that was open", () => {
  const open = join(temp, "open");
  mkdirSync(open, { mode: 0o755 });
  writeSecretFiles(open, {});
  expect(mode(open)).toBe("700");
});

it("puts the writer's role and password into each database URL", () => {
  writeSecretFiles(dir, secretFiles(secrets));
  const url = new URL(readFileSync(join(dir, "pg_url_orders"), "utf8"));
  expect([url.username, url.password]).toEqual(["orders", secrets.postgresRoles.orders]);
  expect(url.host).toBe("postgres:5432");
});
