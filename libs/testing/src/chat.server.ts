import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { AskedChat, ChatScript } from './chat.script.js';

/** Signs of one piece of text: short, so that sentences and their marks come apart. */
const PIECE = 3;
const ENDLESS_PAUSE_MS = 1;

/**
 * A real HTTP server that speaks the protocol of OpenAI's chat completions and misbehaves as it is told. Each request uses up
 * one script; the last one serves all that follow.
 */
export class ChatServer {
  readonly asked: AskedChat[] = [];
  /** Requests whose connection the client ended before the answer did. */
  left = 0;
  private scripts: ChatScript[] = [];
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  /** The base address, as `url` of a model is configured. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Forgets what was asked, and plays these from now on. */
  play(...scripts: ChatScript[]): void {
    this.scripts = scripts;
    this.asked.length = 0;
    this.left = 0;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await textOf(request)) as AskedChat['body'];
    const asked: AskedChat = { path: request.url ?? '', authorization: request.headers.authorization, body };
    this.asked.push(asked);
    response.on('close', () => {
      if (!response.writableFinished) this.left++;
    });
    const script = this.scripts.length > 1 ? this.scripts.shift() : this.scripts[0];
    if (!script) throw new Error('no script');
    await perform(script, asked, response);
  }
}

async function perform(script: ChatScript, asked: AskedChat, response: ServerResponse): Promise<void> {
  if (script.kind === 'refuse') return refuse(script, asked, response);
  if (script.kind === 'takes-no') {
    const refusal = `Unsupported value: '${script.parameter}' is not supported with this model.`;
    if (script.parameter in asked.body) return refuse({ status: 400, message: refusal }, asked, response);
    return perform({ kind: 'answer', text: script.text }, asked, response);
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  sendDelta(response, { role: 'assistant', content: '' });
  if (script.kind === 'answer') await answerWell(script, asked, response);
  else await misbehave(script, response);
}

function refuse(
  { status, retryAfter, message = 'no' }: { status: number; retryAfter?: string; message?: string },
  { authorization }: AskedChat,
  response: ServerResponse,
): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: `${message} (you sent ${authorization ?? 'no key'})` } }));
}

async function answerWell(
  { text, usage, finish = 'stop', afterMs = 0, thought }: Extract<ChatScript, { kind: 'answer' }>,
  asked: AskedChat,
  response: ServerResponse,
): Promise<void> {
  await pause(afterMs);
  if (thought) sendDelta(response, { reasoning_content: thought });
  sendText(response, typeof text === 'string' ? text : text(asked));
  send(response, { choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  if (usage)
    send(response, {
      choices: [],
      usage: { prompt_tokens: usage.promptTokens, completion_tokens: usage.answerTokens },
    });
  response.end('data: [DONE]\n\n');
}

type Misbehaviour = Exclude<ChatScript, { kind: 'answer' | 'refuse' | 'takes-no' }>;

async function misbehave(script: Misbehaviour, response: ServerResponse): Promise<void> {
  if (script.kind === 'endless') return writeEndlessly(script.text, response);
  if (script.kind !== 'mute') sendText(response, script.text ?? '');
  switch (script.kind) {
    case 'mute':
    case 'stall':
      return;
    case 'broken-json':
      response.end('data: {"choices": [{"delta": {"content": "hush\n\n');
      return;
    case 'truncated':
      response.end();
      return;
    case 'cut':
      // Destroyed only once the bytes are on their way.
      response.write(': cut\n\n', () => setTimeout(() => response.destroy(), 20));
      return;
    case 'error-inside':
      send(response, { error: { message: 'the engine has died', code: 500 } });
      response.end();
  }
}

async function writeEndlessly(text: string, response: ServerResponse): Promise<void> {
  while (!response.destroyed) {
    sendText(response, text);
    await pause(ENDLESS_PAUSE_MS);
  }
}

function sendText(response: ServerResponse, text: string): void {
  const signs = Array.from(text);
  for (let at = 0; at < signs.length; at += PIECE)
    sendDelta(response, { content: signs.slice(at, at + PIECE).join('') });
}

const sendDelta = (response: ServerResponse, delta: object) =>
  send(response, { choices: [{ index: 0, delta, finish_reason: null }] });
const send = (response: ServerResponse, chunk: object) =>
  void response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', ...chunk })}\n\n`);

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
