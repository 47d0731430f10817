import { toGraphQLError } from "@hft/service-kit";

/**
 * The account or symbol that a command is about, or "" for all of them. An empty text is refused: on the wire it means
 * all, and a client that sends one has most likely lost the name it meant.
 */
export function oneOrAll(name: string, value: string | null | undefined): string {
  if (value === "") {
    throw toGraphQLError(
      "VALIDATION_FAILED",
      `${name} is empty: name one, or leave it out for all`,
    );
  }
  return value ?? "";
}
