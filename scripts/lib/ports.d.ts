/** Every port of a run with the variable that moves it. The order counts for HFT_PORT_BASE. */
declare const DEFAULTS: {
    ROUTER_PORT: number;
    WEB_PORT: number;
    ORDERS_PORT: number;
    POSITIONS_PORT: number;
    ANALYTICS_PORT: number;
    ENGINE_COMMANDS_PORT: number;
    ENGINE_FEED_PORT: number;
    ENGINE_REPLAY_PORT: number;
    ENGINE_HTTP_PORT: number;
    BRIDGE_HTTP_PORT: number;
    MARKET_HTTP_PORT: number;
    POSTGRES_PORT: number;
    REDIS_PORT: number;
    KAFKA_PORT: number;
    KAFKA_CONTROLLER_PORT: number;
};
export type PortName = keyof typeof DEFAULTS;
export type Ports = Record<PortName, number>;
/** A variable of its own wins; then HFT_PORT_BASE (base, base + 1, …); then the known port. */
export declare function readPorts(env?: NodeJS.ProcessEnv): Ports;
/** Stops with one sentence per port that somebody else holds, before anything is started. */
export declare function requireFree(ports: Ports, names: PortName[]): Promise<void>;
export {};
