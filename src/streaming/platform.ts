// The platform's types, or as much of them as is needed where no library declares them

/** The platform's `ReadableStream` of such chunks. */
export type ReadableStreamOf<TChunk> = InstanceType<typeof platformReadableStream<TChunk>>;

/** The platform's `Response`. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : ResponseLike;

// Only a value's type takes type arguments: of a type that may not be declared there is no other way to the generic one
declare const platformReadableStream: typeof globalThis extends { ReadableStream: infer T } ? T : ReadableStreamMaker;

interface ReadableStreamMaker {
  new <TChunk = unknown>(): ReadableStreamLike<TChunk>;
}

interface ReadableStreamLike<TChunk> {
  readonly locked: boolean;
  cancel(reason?: unknown): Promise<void>;
  getReader(): ReaderLike<TChunk>;
}

interface ReaderLike<TChunk> {
  read(): Promise<{ done: false; value: TChunk } | { done: true; value?: TChunk | undefined }>;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}

interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStreamLike<Uint8Array> | null;
  text(): Promise<string>;
}
