/** The session of rows from before the engine had sessions. */
export const NIL_SESSION = "00000000-0000-0000-0000-000000000000";

/** The two words of a session id as UUID text. */
export function sessionText(hi: bigint, lo: bigint): string {
  const hex = hi.toString(16).padStart(16, "0") + lo.toString(16).padStart(16, "0");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** UUID text as the two words of the wire. */
export function sessionWords(text: string): { hi: bigint; lo: bigint } {
  const hex = text.replaceAll("-", "");
  return { hi: BigInt(`0x${hex.slice(0, 16)}`), lo: BigInt(`0x${hex.slice(16)}`) };
}
