import { decodeBytes } from '@zhike/platform';
import { ImportError } from './import.errors.js';
import type { ImportFile } from './import.content.js';

export interface DecodedText {
  readonly text: string;
  /** Set when the encoding was guessed. */
  readonly warning?: string;
}

const RESAVE = 'Save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import that.';
const WARNINGS = {
  'utf-16': 'The file was read as UTF-16.',
  gb18030: 'The file is not UTF-8 and was read as GB18030; look through the result, or save it again as UTF-8.',
} as const;

/** What is not readable is refused; what was guessed is told, because it would be published. */
export function decodeText({ name, bytes }: ImportFile): DecodedText {
  const decoded = decodeBytes(bytes);
  if (!decoded) throw new ImportError('file-not-text', { file: name }, `The file is not readable text. ${RESAVE}`);
  const { text, encoding } = decoded;
  return encoding === 'utf-8' ? { text } : { text, warning: WARNINGS[encoding] };
}
