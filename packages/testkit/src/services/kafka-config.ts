/** Settings of a one-node KRaft broker; the reasons for the time-outs are figures of services.md. */
export function brokerProperties(dir: string, port: number, controllerPort: number): string {
  return Object.entries({
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@127.0.0.1:${controllerPort}`,
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": dir,
    "auto.create.topics.enable": false,
    // One node: every internal topic has one copy, and few partitions so that start is quick.
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 4,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "transaction.state.log.num.partitions": 2,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    "share.coordinator.state.topic.num.partitions": 1,
    "group.initial.rebalance.delay.ms": 0,
    // First produce 3.3 s after kill -9 instead of 11.3: the dead broker's session ends sooner.
    "broker.session.timeout.ms": 2000,
    "broker.heartbeat.interval.ms": 500,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
