const startedAt = performance.now();
export const secondsSince = (start) => (performance.now() - start) / 1000;
export const secondsSinceStart = () => secondsSince(startedAt);
/** One line of a step: what, and how long it took. */
export function line(name, seconds, note = "") {
    console.log(`  ${name.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s${note && `  ${note}`}`);
}
/** Runs one step and prints its one line; a step may hand back a note such as "up to date". */
export async function step(name, run) {
    const start = performance.now();
    const note = await run();
    line(name, secondsSince(start), typeof note === "string" ? note : "");
}
/** A failure whose sentence is all a person needs: printed without a stack. */
export class PlainError extends Error {
}
/** Runs a script's main function; ends the process with 1 when it fails. */
export async function main(run) {
    try {
        await run();
    }
    catch (error) {
        console.error(error instanceof PlainError ? `\n${error.message}` : error);
        process.exit(1);
    }
}
//# sourceMappingURL=report.js.map