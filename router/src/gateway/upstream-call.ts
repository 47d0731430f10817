import type { Dispatcher, Pool } from "undici";

/** An answer as it came over the wire. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | undefined;
}

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** Collects one short answer; a stream for each would cost more than the answers are long. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #done: PromiseWithResolvers<UpstreamAnswer>;
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #headers: Headers = {};

  constructor(done: PromiseWithResolvers<UpstreamAnswer>) {
    this.#done = done;
  }

  onRequestStart(): void {}

  onResponseStart(_: unknown, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    const whole = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    const headers = this.#headers;
    this.#done.resolve({
      status: this.#status,
      text: whole.toString("utf8"),
      header(name) {
        const value = headers[name];
        return typeof value === "string" ? value : undefined;
      },
    });
  }

  onResponseError(_: unknown, error: Error): void {
    this.#done.reject(error);
  }
}

/** Posts JSON and waits for the whole answer; rejects when there is none. */
export function post(
  pool: Pool,
  path: string,
  headers: readonly string[],
  body: string,
): Promise<UpstreamAnswer> {
  const done = Promise.withResolvers<UpstreamAnswer>();
  const options = { path, method: "POST" as const, headers: headers as string[], body };
  pool.dispatch(options, new Collector(done));
  return done.promise;
}
