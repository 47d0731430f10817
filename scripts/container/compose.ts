import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempDir, removeDir } from "../../packages/testkit/src/temp-dir.ts";
import { checker } from "../lib/checkers.ts";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

export interface ComposeService {
  image: string;
  profiles?: string[];
  command?: string[];
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string | number | null>;
  build?: { context: string; dockerfile: string; target?: string; args?: Record<string, string> };
  ports?: { target: number; published: string; host_ip?: string }[];
  secrets?: { source: string }[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: { type: string; source: string; target: string; read_only?: boolean; bind?: object }[];
}

export interface Compose {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
}

/** docker-compose.yml as compose's own parser understands it, without whatever .env this checkout has. */
export async function parseCompose(...overlays: string[]): Promise<Compose> {
  const dir = makeTempDir("compose");
  try {
    const files = ["docker-compose.yml", ...overlays];
    const copies = files.map((path, index) =>
      join(dir, index === 0 ? path : `overlay-${index}.yml`),
    );
    for (const [index, path] of files.entries()) copyFileSync(inRoot(path), copies[index] ?? "");
    const { output } = await runCommand(checker("compose-parser"), ["-format", "json", ...copies], {
      cwd: dir,
    });
    return JSON.parse(output) as Compose;
  } finally {
    removeDir(dir);
  }
}
