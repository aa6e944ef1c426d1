export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16' | 'gb18030';
}

/**
 * UTF-8, with or without a mark at its beginning. What Chinese spreadsheets write (GB18030) and what marks itself as UTF-16 is read
 * too; undefined for anything else, because a guess that is wrong is gibberish.
 */
export function decodeBytes(bytes: Uint8Array): Decoded | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16) return decoded('utf-16', decode(utf16, bytes));
  const text = decode('utf-8', bytes);
  if (text !== undefined) return text.includes('\0') ? undefined : { text, encoding: 'utf-8' };
  return looksLikeGb18030(bytes) ? decoded('gb18030', decode('gb18030', bytes)) : undefined;
}

const decoded = (encoding: Decoded['encoding'], text: string | undefined) =>
  text === undefined ? undefined : { text, encoding };

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
