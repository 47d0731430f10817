const startedAt = performance.now();

export const secondsSince = (start: number) => (performance.now() - start) / 1000;
export const secondsSinceStart = () => secondsSince(startedAt);

/** One line of a step: what, and how long it took. */
export function line(name: string, seconds: number, note = ""): void {
  console.log(`  ${name.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s${note && `  ${note}`}`);
}

/** Runs one step and prints its one line; a step may hand back a note such as "up to date". */
export async function step(name: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  const note = await run();
  line(name, secondsSince(start), typeof note === "string" ? note : "");
}

/** A failure whose sentence is all a person needs: printed without a stack. */
export class PlainError extends Error {}

/** Settings that were refused are named in full by their error (service-kit, not loaded here). */
const saysAll = (error: unknown): error is Error =>
  error instanceof PlainError || (error instanceof Error && error.name === "ConfigError");

/** Runs a script's main function; ends the process with 1 when it fails. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(saysAll(error) ? `\n${error.message}` : error);
    process.exit(1);
  }
}
