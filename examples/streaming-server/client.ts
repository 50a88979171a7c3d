/** An event as a client gets it. */
export interface ReceivedEvent {
  readonly type: string;
  readonly data: { readonly action?: string; readonly item?: string; readonly [name: string]: unknown };
}

/** Reads server-sent events as they come. This server's have one line of data each. */
export async function* eventsOf(response: Response): AsyncGenerator<ReceivedEvent> {
  let text = "";
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, type, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      // Anything else is a heartbeat
      if (type !== undefined && data !== undefined) yield { type, data: JSON.parse(data) };
    }
  }
}
