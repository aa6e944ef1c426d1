import type { ImportReport, Me, PolicyAction, VersionDetail } from '@zhike/contracts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: { field: string; message: string }[];
}

/** A browser at the console: keeps the session cookie and sends the header that changing requests need. */
export class ConsoleClient {
  cookie = '';

  constructor(readonly url: string) {}

  async ask<Body = Refusal>(method: string, path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(method === 'GET' ? {} : { 'x-requested-with': 'zhike' }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body, headers: response.headers };
  }

  get<Body = Refusal>(path: string): Promise<Answer<Body>> {
    return this.ask<Body>('GET', `/api/admin/${path}`);
  }

  send<Body = Refusal>(method: string, path: string, body: unknown): Promise<Answer<Body>> {
    return this.ask<Body>(method, `/api/admin/${path}`, {
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  post<Body = Refusal>(path: string, body: unknown = {}): Promise<Answer<Body>> {
    return this.send<Body>('POST', path, body);
  }

  upload<Body = Refusal>(name: string, content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([content]), name);
    return this.ask<Body>('POST', '/api/admin/imports', { body: form });
  }

  async setUp(setupCode: string | undefined, workspaceName = '小店'): Promise<Me> {
    const { status, body } = await this.post<Me>('setup', {
      setupCode,
      name: '店主',
      email: 'owner@example.com',
      password: 'correct horse battery',
      workspaceName,
    });
    if (status !== 201) throw new Error(`set-up failed: ${JSON.stringify(body)}`);
    return body;
  }

  async take(versionId: string, ...actions: PolicyAction[]): Promise<VersionDetail[]> {
    const versions: VersionDetail[] = [];
    for (const action of actions) {
      const { status, body } = await this.post<VersionDetail>(`versions/${versionId}/actions`, { action });
      if (status !== 200) throw new Error(`${action} failed: ${JSON.stringify(body)}`);
      versions.push(body);
    }
    return versions;
  }

  /** From a file to a policy in force. */
  async publishFile(name: string, content: string, fields: Record<string, string> = {}): Promise<ImportReport> {
    const { status, body } = await this.upload<ImportReport>(name, content, fields);
    if (status !== 201) throw new Error(`import failed: ${JSON.stringify(body)}`);
    for (const { versionId } of body.policies) await this.take(versionId, 'submit', 'approve', 'publish');
    return body;
  }
}
