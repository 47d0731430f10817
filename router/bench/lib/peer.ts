import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Usage } from "./probe.ts";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A process of the bench, asked over its own channel. */
export interface Peer {
  usage(): Promise<Usage>;
  /** Sends `ask` and waits for the answer that has `field`. */
  ask<T>(ask: string, field: string, more?: object): Promise<T>;
  /** Sends without an answer. */
  tell(ask: string, more?: object): void;
  stop(): Promise<void>;
}

function answerOf<T>(child: ChildProcess, field: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      done();
    };
    const onMessage = (message: Record<string, T>): void => {
      if (field in message) settle(() => resolve(message[field] as T));
    };
    const onExit = (code: number | null): void =>
      settle(() => reject(new Error(`A process of the bench ended with ${code}`)));
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}

/** Starts a module of this package as its own process, from source: Node strips the types while loading. */
export async function startPeer<T = unknown>(
  module: string,
  options: { readonly env?: Record<string, string>; readonly ready?: string } = {},
): Promise<{ peer: Peer; ready: T }> {
  const child = fork(at(module), [], {
    execArgv: ["--conditions=source", "--import", at("lib/probe.ts")],
    env: { ...process.env, NODE_ENV: "production", ...options.env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const peer: Peer = {
    usage: () => peer.ask("usage", "usage"),
    ask(ask, field, more = {}) {
      const answer = answerOf<never>(child, field);
      child.send({ ask, ...more });
      return answer;
    },
    tell: (ask, more = {}) => void child.send({ ask, ...more }),
    async stop() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
  const ready = options.ready ? await answerOf<T>(child, options.ready) : (undefined as T);
  return { peer, ready };
}
