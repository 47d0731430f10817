/** A file that is missing or is not what LOBSTER delivers; the message is all a person needs. */
export class LobsterFileError extends Error {
  override name = "LobsterFileError";
}
