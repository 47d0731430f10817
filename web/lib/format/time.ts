/** "14:03:05.123" of an RFC 3339 time in UTC; the text is cut, so nanoseconds are never rounded. */
export const clockOf = (timeNs: string): string => timeNs.slice(11, 23);

/** Whole seconds since the epoch, as a chart's time axis wants them. */
export const epochSeconds = (timeNs: string): number => Math.floor(Date.parse(timeNs) / 1000);
