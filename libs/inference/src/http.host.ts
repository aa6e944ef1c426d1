import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PullLimits, reasonOf, sourceFailed } from './model.source.js';
import type { PartFile, PartOrigin } from './part.file.js';
import type { PullProgress } from './pull.progress.js';
import { SilenceGuard } from './silence.guard.js';

export interface DownloadRequest {
  /** Below the host's address. */
  readonly path: string;
  readonly part: PartFile;
  /** What messages and the progress bar call the file. */
  readonly label: string;
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
}

/** Worth another attempt, which goes on from the bytes that are here. */
class Interrupted extends Error {}
/** Another file of this host would fare no better. */
class Unreachable extends Error {}

const MIN_GAIN_BYTES = 65_536;
const WORTH_ANOTHER_ATTEMPT = [408, 416, 425, 429];

/** A server files are downloaded from. One that cannot be reached is not asked again. */
export class HttpHost {
  /** The address without credentials; the variable's name when the address is none. */
  readonly name: string;
  private readonly isAddress: boolean;
  private readonly headers: Record<string, string> = { 'accept-encoding': 'identity' };
  private unreachable: string | undefined;

  constructor(
    address: string,
    private readonly variable: string,
    private readonly limits: PullLimits,
  ) {
    const base = URL.canParse(address) ? new URL(address) : undefined;
    this.isAddress = base?.protocol === 'https:' || base?.protocol === 'http:';
    if (base) this.moveCredentials(base);
    this.name = base && this.isAddress ? base.href.replace(/\/+$/, '') : variable;
  }

  /** Leaves the part complete and checked, or throws a ModelFetchError with the reason. */
  async download(request: DownloadRequest): Promise<void> {
    if (!this.isAddress) throw sourceFailed(`${this.variable} is not an address with http:// or https://`);
    if (this.unreachable !== undefined) throw sourceFailed(this.unreachable);
    const { part, label } = request;
    const url = `${this.name}/${request.path}`;
    const wasResumed = await this.fill(url, request);
    let problem = await part.problem();
    if (problem !== undefined && wasResumed) {
      // The beginning may have come from other bytes than the end: once more, from nothing.
      await part.discard();
      await this.fill(url, request);
      problem = await part.problem();
    }
    if (problem === undefined) return;
    await part.discard();
    throw sourceFailed(`${label} does not match the catalogue (${problem}) and was thrown away`);
  }

  /** `fetch` refuses addresses with credentials; they travel in a header, which a redirect elsewhere drops. */
  private moveCredentials(base: URL): void {
    if (base.username) {
      const credentials = `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`;
      this.headers['authorization'] = `Basic ${Buffer.from(credentials).toString('base64')}`;
    }
    base.username = base.password = base.search = base.hash = '';
  }

  /** Answers whether bytes of an earlier connection were used. */
  private async fill(url: string, request: DownloadRequest): Promise<boolean> {
    const { part, signal, label } = request;
    let best = 0;
    let barren = 0;
    for (;;) {
      try {
        return await this.attempt(url, request);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Interrupted)) throw this.remember(error);
        barren = part.bytes >= best + MIN_GAIN_BYTES ? 0 : barren + 1;
        best = Math.max(best, part.bytes);
        if (barren >= this.limits.attempts)
          throw this.remember(new Unreachable(`${error.message}, ${barren} times in a row`));
        request.progress.say(`${label}: ${error.message}; trying again …`);
      }
      await sleep(this.limits.pauseMs * Math.max(1, barren), undefined, { signal });
    }
  }

  private remember(error: unknown): unknown {
    if (!(error instanceof Unreachable)) return error;
    this.unreachable = error.message;
    return sourceFailed(error.message);
  }

  private async attempt(url: string, request: DownloadRequest): Promise<boolean> {
    const { part } = request;
    const origin = await part.resume(url);
    if (part.bytes === part.expected.bytes) return true;
    const guard = new SilenceGuard(request.signal);
    try {
      const had = part.bytes;
      const response = await this.ask(origin, had, guard);
      if (response.status === 416) await part.discard();
      checkStatus(response, request.label);
      const from = await continuesAt(response, had, part);
      checkLength(response, request, from);
      if (from === 0) await part.begin({ url, etag: response.headers.get('etag') ?? undefined });
      await this.store(response, request, guard);
      return from > 0;
    } finally {
      guard.end();
    }
  }

  private async ask({ url, etag }: PartOrigin, had: number, guard: SilenceGuard): Promise<Response> {
    const headers = { ...this.headers, ...rangeFrom(had, etag) };
    guard.expectWithin(this.limits.answerMs);
    try {
      return await fetch(url, { headers, signal: guard.signal });
    } catch (error) {
      const reason = guard.isSilent ? `no answer within ${seconds(this.limits.answerMs)}` : connectionProblem(error);
      // A server that has already given bytes has a bad moment; one that never answered is not to be had.
      throw had > 0 ? new Interrupted(reason) : new Unreachable(reason);
    }
  }

  private async store(response: Response, { part, label, progress }: DownloadRequest, guard: SilenceGuard) {
    const reader = response.body?.getReader();
    if (!reader) throw sourceFailed(`${label}: the answer has no body`);
    const total = part.expected.bytes;
    const handle = await open(part.path, 'a');
    try {
      let bytes = part.bytes;
      for (;;) {
        guard.expectWithin(this.limits.stallMs);
        const { done, value } = await this.readPiece(reader, guard);
        if (done) return;
        bytes += value.byteLength;
        if (bytes > total) throw sourceFailed(`${label} is longer there than the catalogue's ${total} bytes`);
        await handle.appendFile(value);
        progress.advance(label, bytes, total);
      }
    } finally {
      await handle.close();
    }
  }

  private async readPiece(reader: ReadableStreamDefaultReader<Uint8Array>, guard: SilenceGuard) {
    try {
      return await reader.read();
    } catch (error) {
      if (guard.isSilent) throw new Interrupted(`nothing came for ${seconds(this.limits.stallMs)}`);
      throw new Interrupted(connectionProblem(error));
    }
  }
}

/** Only a strong validator may stand in `if-range`; without one the checksum finds what does not belong together. */
function rangeFrom(had: number, etag: string | undefined): Record<string, string> {
  if (had === 0) return {};
  const range = { range: `bytes=${had}-` };
  return etag === undefined || etag.startsWith('W/') ? range : { ...range, 'if-range': etag };
}

/** Where the answer's first byte belongs; a server that ignores the range begins again at 0. */
async function continuesAt(response: Response, had: number, part: PartFile): Promise<number> {
  if (response.status !== 206) return 0;
  const { bytes } = part.expected;
  if (response.headers.get('content-range') === `bytes ${had}-${bytes - 1}/${bytes}`) return had;
  await part.discard();
  throw new Interrupted('another range came than was asked for');
}

function checkStatus({ status, statusText }: Response, label: string): void {
  if (status === 200 || status === 206) return;
  const reason = `${label}: HTTP ${status} ${statusText}`.trim();
  if (status >= 500 || WORTH_ANOTHER_ATTEMPT.includes(status)) throw new Interrupted(reason);
  throw sourceFailed(reason);
}

/** A login page or another build of the file is recognised before it is downloaded. */
function checkLength(response: Response, { part, label }: DownloadRequest, from: number): void {
  const length = response.headers.get('content-length');
  if (length === null || response.headers.has('content-encoding')) return;
  const whole = from + Number(length);
  if (whole !== part.expected.bytes)
    throw sourceFailed(`${label} has ${whole} bytes there instead of the catalogue's ${part.expected.bytes}`);
}

function connectionProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return `no connection (${code || reasonOf(cause)})`;
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}
