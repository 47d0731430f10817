/** Runs one step and prints its one line. */
export function timed(name, step) {
  const started = Date.now();
  step();
  console.log(`  ${name.padEnd(44)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`);
}
