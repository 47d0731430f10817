import { AppError } from "@hft/service-kit";
import { numberOf } from "./invented-answers.ts";

type Node = Record<string | number, unknown>;

/** A place in an answer: the object or list, and where in it. */
interface Place {
  readonly holder: Node;
  readonly key: string | number;
  readonly path: readonly (string | number)[];
}

function placesIn(value: unknown, path: readonly (string | number)[], found: Place[]): Place[] {
  if (typeof value !== "object" || value === null) return found;
  for (const name of Object.keys(value)) {
    const key = Array.isArray(value) ? Number(name) : name;
    found.push({ holder: value as Node, key, path: [...path, key] });
    placesIn((value as Node)[key], [...path, key], found);
  }
  return found;
}

interface Answer {
  data?: unknown;
  errors?: unknown[];
}

const errorAt = (path?: readonly (string | number)[]) => ({
  message: "History cannot be read now",
  ...(path && { path }),
  extensions: { code: "HISTORY_UNAVAILABLE" },
});

const put = ({ holder, key }: Place, value: unknown): void => {
  holder[key] = value;
};
const add = (answer: Answer, more: Answer): void => void Object.assign(answer, more);

function leaveOut({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** What may be wrong with one place of an answer, or with all of it. */
const FAULTS: readonly ((place: Place, answer: Answer) => void)[] = [
  (place) => put(place, null),
  (place, answer) => {
    put(place, null);
    add(answer, { errors: [errorAt(place.path)] });
  },
  ({ path }, answer) => add(answer, { errors: [errorAt(path), errorAt()] }),
  (place) => put(place, { surprise: 1 }),
  (place) => put(place, typeof place.holder[place.key] === "string" ? 12 : "twelve"),
  (place) => put(place, [place.holder[place.key]]),
  leaveOut,
  (_, answer) => add(answer, { data: null, errors: [errorAt()] }),
  (_, answer) => add(answer, { data: null }),
  (_, answer) => add(answer, { errors: [{ message: "select secret" }] }),
  () => {
    throw new AppError("HISTORY_UNAVAILABLE", "The fixture does not answer", { retryable: true });
  },
];

/** How many kinds of fault there are. */
export const FAULT_COUNT = FAULTS.length;

/** The answer with one fault, in a place that the seed and the question decide. */
export function breakAnswer(text: string, fault: number, ...seed: readonly unknown[]): string {
  const answer = JSON.parse(text) as Answer;
  const places = placesIn(answer.data, [], []);
  const place = places[numberOf(...seed) % Math.max(places.length, 1)];
  const isRoot = place === undefined;
  FAULTS[fault]?.(isRoot ? { holder: {}, key: "none", path: [] } : place, answer);
  return JSON.stringify(answer);
}
