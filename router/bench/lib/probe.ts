// Preloaded into every measured process: answers what it has used so far, and ends with its parent.
export interface Usage {
  /** User and system time since the process began, microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
}

process.on("message", (message: { readonly ask?: string }) => {
  if (message.ask === "usage") process.send?.({ usage: usage() });
});
process.on("disconnect", () => process.exit(0));
