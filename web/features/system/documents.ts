import { graphql } from "../../lib/graphql/generated/index.ts";

export const SYSTEM_STATUS = graphql(`
  query SystemStatus {
    systemStatus { name isReady detail pid version roundTripMs checkedTimeNs }
  }
`);

export const SYSTEM_STATUS_CHANGES = graphql(`
  subscription SystemStatusChanges {
    systemStatusUpdates {
      events { name isReady detail pid version roundTripMs checkedTimeNs }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const LATENCY = graphql(`
  query Latency {
    latency { hop count p50Us p95Us p99Us p999Us }
  }
`);
