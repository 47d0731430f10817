import type { MutationEffects } from "@hft/service-kit";

type Errors = readonly { message: string; path?: (string | number)[]; extensions?: object }[];

/** What a subgraph answered. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: Errors | undefined;
  readonly effects?: MutationEffects;
  /** The answer as it came; absent where several questions were asked together. */
  readonly text?: string;
  /** The same answer anew: executors merge into what they are given. */
  again?(): SubgraphResponse;
}

interface Parsed {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: Errors | undefined;
}

/** An answer of which only the text is known; it is parsed when somebody looks inside. */
export class TextAnswer implements SubgraphResponse {
  readonly text: string;
  declare readonly effects?: MutationEffects;
  #parsed: Parsed | undefined;

  /** Throws `SyntaxError` later than here, so only for texts that are known to be JSON. */
  constructor(text: string, effects?: MutationEffects) {
    this.text = text;
    if (effects) this.effects = effects;
  }

  get #content(): Parsed {
    this.#parsed ??= JSON.parse(this.text) as Parsed;
    return this.#parsed;
  }

  get data(): Parsed["data"] {
    return this.#content.data;
  }

  get errors(): Parsed["errors"] {
    return this.#content.errors;
  }

  again(): SubgraphResponse {
    return new TextAnswer(this.text, this.effects);
  }
}
