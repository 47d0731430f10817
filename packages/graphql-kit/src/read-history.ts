// Reads of the past for requests: what a failed one means for the client.
import { AppError, HistoryUnavailableError } from "@hft/service-kit";

/** Postgres keeps every character in texts but NUL. */
const CHARACTER_NOT_IN_REPERTOIRE = "22021";

/**
 * The rows, or why there are none: VALIDATION_FAILED for a text that no row could hold, otherwise
 * HISTORY_UNAVAILABLE with `sentence`, which says what goes on meanwhile.
 */
export async function readHistory<T>(read: Promise<T>, sentence: string): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if ((error as { code?: unknown }).code === CHARACTER_NOT_IN_REPERTOIRE) {
      const message = "A text must not contain the character NUL";
      throw new AppError("VALIDATION_FAILED", message, { cause: error });
    }
    throw new HistoryUnavailableError(sentence, error);
  }
}
