"use client";
import type { Progress } from "./use-ticket.ts";

const STATUS_WORDS: Record<string, string> = {
  NEW: "Accepted, resting in the book",
  PARTIALLY_FILLED: "Partly filled",
  FILLED: "Filled",
  CANCELED: "Accepted, then canceled for lack of a counterparty",
};

export function progressText(progress: Progress): string {
  switch (progress.kind) {
    case "idle":
      return "";
    case "sending":
      return "Sending …";
    case "accepted": {
      const words = STATUS_WORDS[progress.ordStatus] ?? progress.ordStatus;
      return `${words}: ${progress.cumQty} filled, order ${progress.orderId}, ${progress.roundTripMs} ms`;
    }
    case "rejected":
      return `Rejected, ${progress.reason}: ${progress.text}`;
    case "unknown":
      return `Outcome unknown (${progress.text}). The order may stand; sending it again has no second effect.`;
  }
}

const COLOURS: Record<Progress["kind"], string> = {
  idle: "",
  sending: "text-dim",
  accepted: "text-up",
  rejected: "text-down",
  unknown: "text-warn",
};

/** Spoken politely: one sentence per order of one's own, nothing else on the page speaks. */
export function ProgressLine({ progress }: { progress: Progress }) {
  return (
    <p
      role="status"
      data-testid="progress"
      data-kind={progress.kind}
      className={`min-h-12 break-words ${COLOURS[progress.kind]}`}
    >
      {progressText(progress)}
    </p>
  );
}
