const END = /[。！？!?；;]+["'”’」』）)]*|[.](?=["'”’)]*(?:\s|$))["'”’)]*|\n+/gu;
/** A full stop after one of these ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|nos|inc|ltd|co|u\.s|a\.m|p\.m|approx|art|sec|fig|[a-z]|\d{1,2})\.$/iu;

/** Splits a clause into sentences, each exactly as written (without the white space around it). List lines stay whole. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(END)) {
    const to = match.index + match[0].length;
    const piece = text.slice(from, to);
    if (match[0].startsWith('.') && ABBREVIATION.test(piece.trimEnd())) continue;
    if (piece.trim()) sentences.push(piece.trim());
    from = to;
  }
  const rest = text.slice(from).trim();
  return rest ? [...sentences, rest] : sentences;
}
