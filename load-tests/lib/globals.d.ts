/** k6 has it, its published types leave it to the DOM's, of which k6 has little else. */
declare const console: { log(text: string): void; error(text: string): void };
