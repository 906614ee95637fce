/** What push and limits need of a client, whichever it is. */
export interface RedisLink {
  readonly kind: "node-redis" | "ioredis";
  /** Whether a command would be sent now, instead of being kept until there is a connection. */
  isReady(): boolean;
  publish(channel: string, message: string): Promise<unknown>;
  /**
   * Listens on a connection of its own until the function it returns is called. The client's own settings bring a
   * lost connection back.
   */
  subscribe(channel: string, listener: LinkListener): () => void;
}

export interface LinkListener {
  message(text: unknown): void;
  /** Messages arrive from now on; those since the last connection are lost. */
  listening(): void;
  /** The server does not let this client listen. */
  refused(error: unknown): void;
}
