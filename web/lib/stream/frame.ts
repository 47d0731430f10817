/** Runs each callback once, at the next painted frame, however often it was asked for. */
export type Frame = (callback: () => void) => void;

export function createFrame(request: (run: () => void) => void): Frame {
  const waiting = new Set<() => void>();
  function flush(): void {
    const now = [...waiting];
    waiting.clear();
    for (const callback of now) callback();
  }
  return (callback) => {
    if (waiting.size === 0) request(flush);
    waiting.add(callback);
  };
}

/** One flush for all tables of the page. */
export const animationFrame: Frame = createFrame((run) => requestAnimationFrame(run));
