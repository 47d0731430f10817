import type { Setting } from "../../packages/service-kit/src/config-settings.ts";
import { ROOT } from "../lib/paths.ts";
import { COMPOSE, type Declared, RESERVED, START, TESTS } from "./declared.ts";
import { programSettings } from "./programs.ts";

interface Reader {
  program: string;
  setting: Setting;
}

const HEAD = `# Every variable the platform reads, made by \`npm run generate\` from the schemas that read them.
# Copy it to .env: \`npm start\`, the commands beside it and \`docker compose\` read that file; what the environment says already wins.
# A line with # at its start is the default. <NAME>_FILE may name a file that holds the value of <NAME>
# in every setting of single programs.`;

/** The whole of env.template. */
export function renderTemplate(): string {
  return `${[HEAD, ...sections()].join("\n\n")}\n`;
}

function sections(): string[] {
  return [
    section("docker compose (ports and API_URL of the next part count here too)", [
      "# what `docker compose up` starts: all, or deps for PostgreSQL, Redis and Kafka alone\nCOMPOSE_PROFILES=all",
      ...COMPOSE.map(declaredLine),
    ]),
    section("npm start and the commands beside it", START.map(declaredLine)),
    section(
      "Single programs. Secrets and addresses are given by npm start and docker compose themselves",
      programLines(),
    ),
    section("Tests and load runs", TESTS.map(declaredLine)),
    section("Reserved: nothing reads these yet", RESERVED.map(declaredLine)),
  ];
}

const section = (title: string, lines: string[]) => [`# ==== ${title} ====`, ...lines].join("\n");

const declaredLine = ({ name, description, fallback = "" }: Declared) =>
  `# ${description}\n#${name}=${fallback}`;

/** One entry per variable, however many programs read it; what START has said is not said again. */
function programLines(): string[] {
  const known = new Set(START.map(({ name }) => name));
  const byName = new Map<string, Reader[]>();
  for (const [program, settings] of Object.entries(programSettings)) {
    for (const setting of settings.filter(({ name }) => !known.has(name))) {
      byName.set(setting.name, [...(byName.get(setting.name) ?? []), { program, setting }]);
    }
  }
  return [...byName.values()].map(programLine);
}

function programLine(readers: Reader[]): string {
  const descriptions = [...new Set(readers.map(({ setting }) => setting.description))];
  const programs = readers.map(({ program }) => program).join(", ");
  const isSecret = readers.some(({ setting }) => setting.isSecret);
  const fallbacks = [...new Set(readers.map(({ setting }) => fallbackOf(setting)))];
  const differing = fallbacks.length > 1 ? `; default ${defaultsOf(readers)}` : "";
  const notes = `${programs}${isSecret ? "; secret" : ""}${differing}`;
  const value = fallbacks.length === 1 ? fallbacks[0] : "";
  return `# ${descriptions.join("; ")} (${notes})\n#${readers[0]?.setting.name}=${value}`;
}

const defaultsOf = (readers: Reader[]) =>
  readers.map(({ program, setting }) => `${fallbackOf(setting)} (${program})`).join(", ");

/** A path inside the checkout is given from its root, so that every checkout has the same file. */
function fallbackOf({ fallback = "", isSecret }: Setting): string {
  return isSecret ? "" : fallback.replace(`${ROOT}/`, "");
}
