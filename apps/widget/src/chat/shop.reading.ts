import { type Citation, IDENTITY_HEADER, type Locale, type Source, type Welcome } from '@zhike/contracts';
import type { ChatPlace } from './chat.connection.js';

/** Why something could not be read: it is not there, or it could not be fetched just now. */
export class ReadingError extends Error {
  constructor(readonly isMissing: boolean) {
    super(isMissing ? 'not found' : 'not reachable');
  }
}

const LONGEST_MS = 10_000;

/** What the widget reads of a shop without a conversation. */
export class ShopReading {
  constructor(private readonly place: ChatPlace) {}

  welcome(locale: Locale): Promise<Welcome> {
    return this.read<Welcome>(`welcome?locale=${locale}`);
  }

  source({ kind, sourceId }: Pick<Citation, 'kind' | 'sourceId'>): Promise<Source> {
    return this.read<Source>(`sources/${kind}/${encodeURIComponent(sourceId)}`);
  }

  private async read<Body>(path: string): Promise<Body> {
    const { endpoint, workspace, proof } = this.place;
    const url = new URL(`api/chat/${encodeURIComponent(workspace)}/${path}`, endpoint);
    const { token } = proof;
    const headers = token === undefined ? {} : { [IDENTITY_HEADER]: token };
    const response = await fetch(url, { credentials: 'omit', headers, signal: timeout() }).catch(() => undefined);
    if (response?.status === 401 && proof.isRefusedBy(await codeOf(response), token)) return this.read<Body>(path);
    if (!response?.ok) throw new ReadingError(response?.status === 404);
    return (await response.json()) as Body;
  }
}

async function codeOf(response: Response): Promise<string | undefined> {
  const problem = (await response.json().catch(() => undefined)) as { code?: unknown } | undefined;
  return typeof problem?.code === 'string' ? problem.code : undefined;
}

function timeout(): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), LONGEST_MS);
  return abort.signal;
}
