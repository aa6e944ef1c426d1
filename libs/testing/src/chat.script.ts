/** How one request to the scripted server is answered. */
export type ChatScript =
  /** As a good server does; the text may be made of what was asked. */
  | {
      readonly kind: 'answer';
      readonly text: string | ((asked: AskedChat) => string);
      /** What it says of its tokens; left out, it counts none. */
      readonly usage?: { readonly promptTokens: number; readonly answerTokens: number };
      readonly finish?: 'stop' | 'length' | 'content_filter';
      /** Before the first text. */
      readonly afterMs?: number;
      /** Told before the answer, as reasoning models do. */
      readonly thought?: string;
    }
  /** The head of the answer comes, its text does not. */
  | { readonly kind: 'mute' }
  /** Some text, then nothing, and the connection stays open. */
  | { readonly kind: 'stall'; readonly text: string }
  /** Some text, then a piece that is no JSON. */
  | { readonly kind: 'broken-json'; readonly text?: string }
  /** Some text, then an orderly end without a finish reason and without `[DONE]`. */
  | { readonly kind: 'truncated'; readonly text?: string }
  /** Some text, then the connection is cut. */
  | { readonly kind: 'cut'; readonly text?: string }
  /** Some text, then an error in the stream. */
  | { readonly kind: 'error-inside'; readonly text?: string }
  /** A status other than 200; the body repeats the key, as providers do. */
  | { readonly kind: 'refuse'; readonly status: number; readonly retryAfter?: string; readonly message?: string }
  /** Refuses a request that holds this parameter, and answers one without it. */
  | { readonly kind: 'takes-no'; readonly parameter: string; readonly text: string }
  /** Text without end, whatever `max_tokens` says. */
  | { readonly kind: 'endless'; readonly text: string };

/** One request as it arrived. */
export interface AskedChat {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly stream?: boolean;
    readonly temperature?: number;
    readonly max_tokens?: number;
    readonly max_completion_tokens?: number;
    readonly seed?: number;
    readonly stop?: readonly string[];
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** A source as the prompt numbers it. */
export interface PromptSource {
  readonly number: number;
  readonly heading: string;
  readonly text: string;
}

/** The numbered sources that a prompt holds. */
export function sourcesIn({ body }: AskedChat): readonly PromptSource[] {
  const prompt = body.messages.map(({ content }) => content).join('\n');
  const [, sources = ''] = /<sources-\w+>\n([\s\S]*?)\n<\/sources-\w+>/u.exec(prompt) ?? [];
  return sources.split(/\n\n(?=\[\d+\] )/u).flatMap((part) => {
    const { number, heading, text } = /^\[(?<number>\d+)\] (?<heading>.*)\n(?<text>[\s\S]*)$/u.exec(part)?.groups ?? {};
    return number ? [{ number: Number(number), heading: heading ?? '', text: text ?? '' }] : [];
  });
}

/** The source that holds this phrase; a test whose source is missing from the prompt fails here. */
export function sourceWith(asked: AskedChat, phrase: string): PromptSource {
  const source = sourcesIn(asked).find(({ text }) => text.includes(phrase));
  if (!source) throw new Error(`the prompt has no source with “${phrase}”`);
  return source;
}
