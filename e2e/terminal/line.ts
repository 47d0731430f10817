// The WebSocket between page and router, with a hand on it: it can be held, cut and robbed of a message.
import type { Page, WebSocketRoute } from "playwright-core";

export interface Line {
  /** Nothing comes through any more, and nobody is told. */
  hold(): void;
  /** Held messages are lost; what comes from now on gets through. */
  release(): void;
  /** Swallows the next batch of the stream with this root field that has events. */
  loseNext(field: string): void;
  /** Closes the connection and refuses new ones until `restore`. */
  cut(): Promise<void>;
  restore(): void;
}

/** Must be called before the page opens its socket. */
export async function holdLine(page: Page): Promise<Line> {
  const open = new Set<WebSocketRoute>();
  let isHeld = false;
  let isCut = false;
  let wanted: string | undefined;

  function isLost(text: string): boolean {
    if (isHeld) return true;
    if (wanted === undefined || !text.includes(`"data":{"${wanted}"`)) return false;
    if (text.includes('"events":[]')) return false;
    wanted = undefined;
    return true;
  }
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (isCut) {
      void socket.close({ code: 1013, reason: "cut by the test" });
      return;
    }
    const server = socket.connectToServer();
    open.add(socket);
    server.onMessage((message) => {
      if (!isLost(String(message))) socket.send(message);
    });
  });
  return {
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
    },
    loseNext(field) {
      wanted = field;
    },
    async cut() {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close({ code: 1013, reason: "cut" })));
      open.clear();
    },
    restore() {
      isCut = false;
    },
  };
}
