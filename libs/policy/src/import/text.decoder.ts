import { ImportError } from './import.errors.js';
import type { ImportFile } from './import.content.js';

export interface DecodedText {
  readonly text: string;
  /** Set when the encoding was guessed. */
  readonly warning?: string;
}

const RESAVE = 'Save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import that.';

/**
 * UTF-8, with or without a mark at its beginning. What Chinese spreadsheets write (GB18030) and what marks itself as UTF-16
 * is read too, with a warning; anything else is refused, because a guess that is wrong would be published as gibberish.
 */
export function decodeText({ name, bytes }: ImportFile): DecodedText {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: decode(utf16, bytes) ?? refuse(name), warning: 'The file was read as UTF-16.' };
  const text = decode('utf-8', bytes);
  if (text?.includes('\0')) return refuse(name);
  if (text !== undefined) return { text };
  if (!looksLikeGb18030(bytes)) return refuse(name);
  return {
    text: decode('gb18030', bytes) ?? refuse(name),
    warning: 'The file is not UTF-8 and was read as GB18030; look through the result, or save it again as UTF-8.',
  };
}

function decode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function utf16Of([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/**
 * Nearly every sequence of bytes is valid GB18030, so validity proves nothing. In Chinese text almost all high bytes stand in
 * pairs of GB2312, most of them characters; in European encodings they stand alone between ASCII letters.
 */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  let pairs = 0;
  let others = 0;
  for (let index = 0; index < bytes.length; index++) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] ?? 0;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) pairs++;
    else others++;
    index++;
  }
  return pairs > 0 && others * 20 <= pairs;
}

function refuse(name: string): never {
  throw new ImportError('file-not-text', { file: name }, `The file is not readable text. ${RESAVE}`);
}
