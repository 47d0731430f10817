// Many sockets of one user with one subscription each. Counts events, and follows previousSequence to
// see a lost or repeated batch.
import { WebSocket } from "ws";

const { url = "", token = "", count = "0" } = JSON.parse(process.env["BENCH_SOCKETS"] ?? "{}");
const QUERY =
  "subscription { fills { events { id lastPx } sequence previousSequence cursor conflated } }";

interface State {
  events: number;
  broken: number;
  closed: number;
  live: number;
}
const state: State = { events: 0, broken: 0, closed: 0, live: 0 };

/** Frames are all alike: reading two numbers of one is cheaper than parsing it whole. */
const numberAt = (text: string, field: string): string => {
  const start = text.indexOf(`"${field}":"`) + field.length + 4;
  return text.slice(start, text.indexOf('"', start));
};

function open(): WebSocket {
  const socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
  let last = "";
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.on("open", () =>
    send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }),
  );
  socket.on("message", (data) => {
    const text = String(data);
    if (text.includes('"connection_ack"')) {
      return send({ id: "1", type: "subscribe", payload: { query: QUERY } });
    }
    if (!text.includes('"next"')) return;
    if (last === "") state.live += 1;
    else if (numberAt(text, "previousSequence") !== last) state.broken += 1;
    last = numberAt(text, "sequence");
    state.events += text.split('"lastPx"').length - 1;
  });
  socket.on("close", () => {
    state.closed += 1;
  });
  socket.on("error", () => undefined);
  return socket;
}

const sockets: WebSocket[] = [];
for (let i = 0; i < Number(count); i += 1) {
  sockets.push(open());
  // A listen queue is short: not all at once.
  if (i % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 50));
}
process.on("message", ({ ask }: { ask?: string }) => {
  if (ask === "state") process.send?.({ state });
  if (ask === "close") for (const socket of sockets) socket.close();
});
process.send?.({ opened: true });
