import { readFileSync } from "node:fs";

/** Names and values as the environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The text of one variable. `<NAME>_FILE` names a file that holds it instead, which is how
 * containers are given secrets; one line end at its end is not part of the value. Empty counts as
 * not given. A problem is reported by the callback and the variable counts as not given.
 */
export function readVariable(
  name: string,
  source: Environment,
  report: (problem: string) => void,
): string | undefined {
  const text = source[name] || undefined;
  const file = source[`${name}_FILE`] || undefined;
  if (file === undefined) return text;
  if (text !== undefined) {
    report(`${name}: given twice, by ${name} and by ${name}_FILE; unset one`);
    return text;
  }
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "") || undefined;
  } catch (error) {
    report(`${name}_FILE: ${(error as Error).message}`);
    return undefined;
  }
}
