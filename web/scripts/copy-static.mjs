// The standalone server serves its static files itself, but Next.js leaves them out of its folder.
import { cpSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";

const web = resolve(import.meta.dirname, "..");
const standalone = join(web, ".next/standalone/web");

if (!existsSync(join(standalone, "server.js"))) {
  throw new Error(`next build left no ${standalone}/server.js`);
}
cpSync(join(web, ".next/static"), join(standalone, ".next/static"), { recursive: true });
