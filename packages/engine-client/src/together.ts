// Statements of one transaction sent one behind the other instead of one after the other's answer: where processors are
// busy, each answer that is waited for costs a turn of both sides.

/**
 * Waits until all have ended, then rejects with the first of them, in their order, that failed. What follows a failure
 * (a ROLLBACK) so never overtakes a statement that one of the others was still to send.
 */
export async function together(works: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
