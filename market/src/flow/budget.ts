/** Token bucket over a clock that is passed in: at most `perSecond`, bursts of one second. */
export function createBudget(perSecond: number, nowMs: () => number): () => boolean {
  let tokens = perSecond;
  let lastMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(perSecond, tokens + ((now - lastMs) * perSecond) / 1_000);
    lastMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
