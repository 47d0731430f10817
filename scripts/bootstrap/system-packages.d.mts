/** What engine and bridge are built with. */
export const ENGINE_PACKAGES: readonly string[];
/** Installs what a command lacks, or stops with the line that would. */
export function ensureSystemPackages(options: { command: string; yes: boolean }): void;
