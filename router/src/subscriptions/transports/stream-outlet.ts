import type { GraphQLFormattedError } from "graphql";
import type { StreamPolicy } from "../../gateway/field-policies.ts";
import { type Batch, mergeBatches } from "../batch.ts";
import type { StreamMember } from "../member-set.ts";
import type { BatchNames } from "../stream-document.ts";
import type { ClientSocket } from "./client-socket.ts";

const LOOK_AGAIN_MS = 25;

/** Writes one subscription to one client; only the id differs between clients. */
export function createStreamOutlet(options: {
  readonly id: string;
  readonly socket: ClientSocket;
  readonly policy: StreamPolicy;
  readonly names: BatchNames;
  readonly onEnded: () => void;
}): Omit<StreamMember, "intervalMs"> & { stop(): void } {
  const { socket, policy, names } = options;
  const id = JSON.stringify(options.id);
  const prefix = `{"id":${id},"type":"next","payload":`;
  let held: Batch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;

  function flush(): void {
    timer = undefined;
    if (!held || isEnded) return;
    if (!socket.hasRoom) {
      timer = setTimeout(flush, LOOK_AGAIN_MS);
      return;
    }
    socket.send(`${prefix}${held.text}}`);
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
        socket.send(`${prefix}${batch.text}}`);
        return;
      }
      held = held ? mergeBatches(held, batch, names, policy) : batch;
      timer ??= setTimeout(flush, LOOK_AGAIN_MS);
    },
    failed: (errors: readonly GraphQLFormattedError[]) =>
      end(`{"id":${id},"type":"error","payload":${JSON.stringify(errors)}}`),
    completed: () => end(`{"id":${id},"type":"complete"}`),
  };
}
