// Programs as they stand on a page: fenced blocks with a language and, where they are files, a name.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** One fenced block. */
export interface Snippet {
  readonly language: string;
  /** The word behind the language: the file others import it by. */
  readonly name: string | undefined;
  readonly text: string;
}

const FENCE = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** Every fenced block that names a language, of a page or of one of its `##` sections, in its order. */
export function snippetsOf(path: string, section?: string): Snippet[] {
  const page = readFileSync(join(ROOT, path), "utf8");
  const part = page.split(/^(?=## )/m).find((one) => one.startsWith(`## ${section}\n`));
  if (section && !part) throw new Error(`${path} has no section ${section}`);
  return [...(part ?? page).matchAll(FENCE)].map(([, language = "", name, text = ""]) => ({
    language,
    name,
    text,
  }));
}

/** The text of all blocks of a language as one program. */
export const joined = (snippets: readonly Snippet[], language: string): string =>
  snippets
    .filter((one) => one.language === language)
    .map(({ text }) => text)
    .join("\n");
