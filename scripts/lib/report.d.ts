export declare const secondsSince: (start: number) => number;
export declare const secondsSinceStart: () => number;
/** One line of a step: what, and how long it took. */
export declare function line(name: string, seconds: number, note?: string): void;
/** Runs one step and prints its one line; a step may hand back a note such as "up to date". */
export declare function step(name: string, run: () => Promise<unknown>): Promise<void>;
/** A failure whose sentence is all a person needs: printed without a stack. */
export declare class PlainError extends Error {
}
/** Runs a script's main function; ends the process with 1 when it fails. */
export declare function main(run: () => Promise<void>): Promise<void>;
