import { ImportReport, type Locale } from '@zhike/contracts';
import { CONSOLE_HEADER, ROOT, understand } from './api.client.js';
import { problemOf, serverAway } from './api.error.js';

export interface ImportOptions {
  readonly locale?: Locale | undefined;
  readonly title?: string | undefined;
  /** Share of the file that is on the server, 0 to 1. */
  onProgress(share: number): void;
}

/** Sends one file. `fetch` cannot tell how far an upload is, so this is the older request. */
export function importFile(file: File, { locale, title, onProgress }: ImportOptions): Promise<ImportReport> {
  const form = new FormData();
  if (locale) form.set('locale', locale);
  if (title) form.set('title', title);
  form.set('file', file, file.name);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${ROOT}imports`);
    for (const [name, value] of Object.entries(CONSOLE_HEADER)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.upload.addEventListener('load', () => onProgress(1));
    request.addEventListener('error', () => reject(serverAway('the connection broke')));
    request.addEventListener('load', () => {
      try {
        resolve(reportOf(request.status, request.responseText));
      } catch (error) {
        reject(error as Error);
      }
    });
    request.send(form);
  });
}

function reportOf(status: number, text: string): ImportReport {
  const body = parse(text);
  if (status < 200 || status >= 300) throw problemOf(status, body);
  return understand(ImportReport, body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
