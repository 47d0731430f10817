import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, routerUrlFor } from "./router-url.ts";

describe("the router's address", () => {
  it("has the name of this machine that the page was loaded by", () => {
    expect(routerUrlFor("http://127.0.0.1:8080", "localhost:3003")).toBe("http://localhost:8080");
    expect(routerUrlFor("http://127.0.0.1:8080", "127.0.0.1:3003")).toBe("http://127.0.0.1:8080");
  });

  it("is left alone where it is no loopback, whatever the Host header says", () => {
    expect(routerUrlFor("https://api.example.com", "localhost:3003")).toBe(
      "https://api.example.com",
    );
    expect(routerUrlFor("http://127.0.0.1:8080", "evil.example")).toBe("http://127.0.0.1:8080");
  });
});

describe("the content security policy", () => {
  const policy = contentSecurityPolicy("abc", "http://localhost:8080", false);
  it("lets the page call itself and the router by both protocols, nobody else", () => {
    expect(policy).toContain("connect-src 'self' http://localhost:8080 ws://localhost:8080;");
  });
  it("runs no inline script without the nonce", () => {
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toContain("unsafe-eval");
  });
});
