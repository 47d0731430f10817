import { describe, expect, it } from "vitest";
import { createCursorCodec } from "./cursor.ts";
import { Secret } from "./secret.ts";

const codec = createCursorCodec(new Secret("a secret of the test"));
const position = { sessionId: "s1", sequence: 42n, scope: "fills:demo|demo2" };

describe("cursor", () => {
  it("comes back as it was", () => {
    expect(codec.decode(codec.encode(position), { scope: position.scope })).toEqual(position);
  });

  it("refuses forged, foreign and malformed cursors with a code", () => {
    const text = codec.encode(position);
    const forged = `${Buffer.from("s1|43|fills:demo|demo2").toString("base64url")}.${text.split(".")[1]}`;
    expect(() => codec.decode(forged)).toThrow("FORGED");
    expect(() => codec.decode(text, { scope: "fills:other" })).toThrow("OTHER_SCOPE");
    expect(() => codec.decode(text, { sessionId: "s2" })).toThrow("OTHER_SESSION");
    expect(() => codec.decode("x")).toThrow("MALFORMED");
  });
});
