// Whether the pages of criteria and the tests know each other's codes. Pure.

/** A row of a page's table begins with its code. */
const DECLARED = /^\| ([A-Z]+-\d{3}) \|/gm;
/** In a title, or as the `code` that a title is made with. */
const QUOTED = /\[([A-Z]+-\d{3})\]|\bcode: "([A-Z]+-\d{3})"/g;

/** One sentence for each code that is declared twice, quoted by no test, or on no page. */
export function criteriaProblems(pages: readonly string[], tests: readonly string[]): string[] {
  const declared = pages.flatMap((page) => codesOf(page, DECLARED));
  const quoted = new Set(tests.flatMap((test) => codesOf(test, QUOTED)));
  const known = new Set(declared);
  return [
    ...declared
      .filter((code, i) => declared.indexOf(code) < i)
      .map((code) => `${code} is declared twice`),
    ...[...known].filter((code) => !quoted.has(code)).map((code) => `${code} is in no test`),
    ...[...quoted].filter((code) => !known.has(code)).map((code) => `${code} is on no page`),
  ];
}

const codesOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((hit) => hit[1] ?? hit[2] ?? "");
