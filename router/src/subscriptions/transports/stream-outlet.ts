import type { GraphQLFormattedError } from "graphql";
import type { StreamPolicy } from "../../gateway/field-policies.ts";
import { type Batch, mergeBatches } from "../batch.ts";
import type { StreamMember } from "../member-set.ts";
import type { BatchNames } from "../stream-document.ts";
import type { ClientSocket } from "./client-socket.ts";

const LOOK_AGAIN_MS = 25;

/** How a transport writes what a stream says. */
export interface StreamFrames {
  next(batch: Batch): readonly string[];
  failed(errors: readonly GraphQLFormattedError[]): string;
  completed(): string;
}

/** The frames of graphql-transport-ws; only the id differs between clients. */
export function graphqlFrames(operationId: string): StreamFrames {
  const id = JSON.stringify(operationId);
  const prefix = `{"id":${id},"type":"next","payload":`;
  return {
    next: ({ text }) => [`${prefix}${text}}`],
    failed: (errors) => `{"id":${id},"type":"error","payload":${JSON.stringify(errors)}}`,
    completed: () => `{"id":${id},"type":"complete"}`,
  };
}

/** Writes one subscription to one client. */
export function createStreamOutlet(options: {
  readonly frames: StreamFrames;
  readonly socket: ClientSocket;
  readonly policy: StreamPolicy;
  readonly names: BatchNames;
  readonly onEnded: () => void;
}): Omit<StreamMember, "intervalMs"> & { stop(): void } {
  const { frames, socket, policy, names } = options;
  let held: Batch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;

  function write(batch: Batch): void {
    for (const frame of frames.next(batch)) socket.send(frame);
  }

  function flush(): void {
    timer = undefined;
    if (!held || isEnded) return;
    if (!socket.hasRoom) {
      timer = setTimeout(flush, LOOK_AGAIN_MS);
      return;
    }
    write(held);
    held = undefined;
  }

  function end(message: string): void {
    if (isEnded) return;
    stop();
    socket.send(message);
    options.onEnded();
  }

  function stop(): void {
    isEnded = true;
    clearTimeout(timer);
  }

  return {
    stop,
    deliver(batch) {
      if (isEnded) return;
      // A lossless client that falls behind is closed by its socket's budget; this one waits.
      if (policy.mode === "LOSSLESS" || (!held && socket.hasRoom)) {
        write(batch);
        return;
      }
      held = held ? mergeBatches(held, batch, names, policy) : batch;
      timer ??= setTimeout(flush, LOOK_AGAIN_MS);
    },
    failed: (errors) => end(frames.failed(errors)),
    completed: () => end(frames.completed()),
  };
}
