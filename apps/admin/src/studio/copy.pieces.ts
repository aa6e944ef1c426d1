import type { CopyCheck, CopyFlag, CopySentence } from '@zhike/contracts';

/** A stretch of copy in which everything is of one kind: one sentence or none, one flag or none. */
export interface CopyPiece {
  readonly text: string;
  readonly sentence: CopySentence | undefined;
  readonly flag: CopyFlag | undefined;
}

/** Cuts a text where a sentence or a flag begins or ends. Nothing is lost: the pieces joined are the text. */
export function piecesOf(text: string, { sentences, flags }: Pick<CopyCheck, 'sentences' | 'flags'>): CopyPiece[] {
  const cuts = [...sentences, ...flags].flatMap(({ start, end }) => [start, end]).filter((cut) => cut < text.length);
  const places = [...new Set([0, ...cuts, text.length])].sort((left, right) => left - right);
  return places.slice(0, -1).flatMap((start, place) => {
    const end = places[place + 1] ?? text.length;
    const covers = (span: { readonly start: number; readonly end: number }) => span.start <= start && end <= span.end;
    return [{ text: text.slice(start, end), sentence: sentences.find(covers), flag: flags.find(covers) }];
  });
}

/** What keeps a text from being approved: sentences that nothing proves and claims that are banned outright. */
export function countBlocks({ sentences, flags }: CopyCheck): number {
  const unproved = sentences.filter(({ standing }) => standing === 'unproved').length;
  return unproved + flags.filter(({ severity }) => severity === 'block').length;
}
