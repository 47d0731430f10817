import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { freePort } from "../ports.ts";
import { pidListeningOn } from "../processes/proc.ts";
import { brokerProperties } from "./kafka-config.ts";
import { type RunningService, type ServiceDefinition, startService } from "./service.ts";

export interface KafkaOptions {
  /** Data folder; formatted at the first start. */
  dir: string;
  port: number;
  controllerPort: number;
  logFile: string;
  /** 16 bytes in base64url; random where left out. */
  clusterId?: string;
  /** Writes an archive of the classes it has loaded when it ends; for `KAFKA_CLASSES`. */
  archiveClassesTo?: string;
}

const ROOT = resolve(import.meta.dirname, "../../../..");
const JARS = join(ROOT, ".tools/kafka/*");
/** The broker's classes as the JVM keeps them (class data sharing), made by set-up; without it a start takes longer. */
export const KAFKA_CLASSES = join(ROOT, ".tools/kafka/classes.jsa");
const LOG_CONFIG = join(ROOT, "deploy/kafka/log4j2.properties");
const JVM = ["-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/** The real broker in KRaft mode, one node, run by Debian's JRE from the jars Maven fetched. */
export function defineKafka(options: KafkaOptions): ServiceDefinition {
  const { dir, port, logFile } = options;
  const properties = join(dir, "server.properties");
  return {
    name: "kafka",
    port,
    url: `127.0.0.1:${port}`,
    logFile,
    prepare: async () => prepare(options, properties),
    command: () => ({
      file: "java",
      args: [...classArchive(options), ...javaArgs("kafka.Kafka", properties)],
      cwd: dir,
    }),
    isReady: () => hasBroker(port),
    describe: async () => ({
      pid: pidListeningOn(port) ?? 0,
      version: versionInLog(logFile),
    }),
  };
}

function classArchive({ archiveClassesTo }: KafkaOptions): string[] {
  if (archiveClassesTo) return [`-XX:ArchiveClassesAtExit=${archiveClassesTo}`];
  return existsSync(KAFKA_CLASSES) ? [`-XX:SharedArchiveFile=${KAFKA_CLASSES}`] : [];
}

function javaArgs(main: string, ...rest: string[]): string[] {
  const logging = `-Dlog4j2.configurationFile=${LOG_CONFIG}`;
  return [...JVM, logging, "-cp", JARS, main, ...rest];
}

function prepare(options: KafkaOptions, properties: string): void {
  const { dir, port, controllerPort } = options;
  const data = join(dir, "data");
  mkdirSync(dir, { recursive: true });
  writeFileSync(properties, brokerProperties(data, port, controllerPort));
  if (existsSync(join(data, "meta.properties"))) return;
  const clusterId = options.clusterId ?? randomBytes(16).toString("base64url");
  // One word: an id may begin with a dash, and as a word of its own it would be taken for an option.
  const format = ["format", `--cluster-id=${clusterId}`, "--config", properties];
  execFileSync("java", javaArgs("kafka.tools.StorageTool", ...format), { stdio: "pipe" });
}

/** A broker is in the metadata only once the controller has let it in; an open port says less. */
async function hasBroker(port: number): Promise<boolean> {
  const kafka = new Kafka({
    clientId: "readiness",
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } finally {
    await admin.disconnect();
  }
}

/** The protocol does not carry the release; the broker states it in its log at every start. */
function versionInLog(logFile: string): string {
  const lines = [...readFileSync(logFile, "utf8").matchAll(/Kafka version: (\S+)/g)];
  return lines.at(-1)?.[1] ?? "unknown";
}

/** For tests: a broker of its own in `dir`. */
export async function startKafka(
  options: Pick<KafkaOptions, "dir" | "clusterId" | "archiveClassesTo"> & { port?: number },
): Promise<RunningService> {
  const dir = join(options.dir, "kafka");
  const definition = defineKafka({
    ...options,
    dir,
    port: options.port ?? (await freePort()),
    controllerPort: await freePort(),
    logFile: join(options.dir, "kafka.log"),
  });
  return startService(definition, dir);
}
