import type { GraphQLFormattedError } from "graphql";
import type { StreamPolicy } from "../gateway/field-policies.ts";
import type { Batch } from "./batch.ts";
import { createIntervalLane, type IntervalLane } from "./interval-lane.ts";
import type { BatchNames } from "./stream-document.ts";

/** One client's place in a stream. */
export interface StreamMember {
  readonly intervalMs: number;
  deliver(batch: Batch): void;
  failed(errors: readonly GraphQLFormattedError[]): void;
  completed(): void;
}

interface Lane {
  readonly lane: IntervalLane;
  readonly members: Set<StreamMember>;
}

/** Who listens to a stream; those with an interval hear it through a lane they share. */
export class MemberSet {
  readonly #all = new Set<StreamMember>();
  readonly #lanes = new Map<number, Lane>();
  readonly #names: BatchNames;
  readonly #policy: StreamPolicy;

  constructor(names: BatchNames, policy: StreamPolicy) {
    this.#names = names;
    this.#policy = policy;
  }

  get size(): number {
    return this.#all.size;
  }

  all(): readonly StreamMember[] {
    return [...this.#all];
  }

  add(member: StreamMember): void {
    this.#all.add(member);
    if (member.intervalMs === 0) return;
    const { lane, members } = this.#laneOf(member.intervalMs);
    // What it holds is from before the newcomer, who has been told of it or begins behind it.
    lane.flush();
    members.add(member);
  }

  delete(member: StreamMember): void {
    this.#all.delete(member);
    const entry = this.#lanes.get(member.intervalMs);
    if (!entry?.members.has(member)) return;
    if (entry.members.size === 1) {
      // Sends what the lane holds: the member may only be moving to another stream.
      entry.lane.stop();
      this.#lanes.delete(member.intervalMs);
    }
    entry.members.delete(member);
  }

  deliver(batch: Batch): void {
    for (const member of this.#all) if (member.intervalMs === 0) member.deliver(batch);
    for (const { lane } of this.#lanes.values()) lane.push(batch);
  }

  stop(): void {
    for (const { lane } of this.#lanes.values()) lane.stop();
    this.#lanes.clear();
    this.#all.clear();
  }

  #laneOf(intervalMs: number): Lane {
    const known = this.#lanes.get(intervalMs);
    if (known) return known;
    const members = new Set<StreamMember>();
    const send = (batch: Batch): void => {
      for (const member of members) member.deliver(batch);
    };
    const options = { intervalMs, names: this.#names, policy: this.#policy, send };
    const entry = { lane: createIntervalLane(options), members };
    this.#lanes.set(intervalMs, entry);
    return entry;
  }
}
