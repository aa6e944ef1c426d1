import type { CopyCheck } from '@zhike/contracts';
import { useMemo } from 'react';
import { useLanguage, useText } from '../text/text.context.js';
import { type CopyPiece, piecesOf } from './copy.pieces.js';

interface CopyTextProps {
  readonly text: string;
  readonly check: CopyCheck | undefined;
}

/** Copy as it reads, with what it stands on in the margin of each word: proved, wording, or not proved; and banned claims. */
export function CopyText({ text, check }: CopyTextProps) {
  const pieces = useMemo(() => piecesOf(text, check ?? { sentences: [], flags: [] }), [text, check]);
  return (
    <p className="pre copy-text">
      {pieces.map((piece, place) => (
        <Piece key={place} piece={piece} />
      ))}
    </p>
  );
}

function Piece({ piece: { text: said, sentence, flag } }: { readonly piece: CopyPiece }) {
  const { locale } = useLanguage();
  const { studio: text } = useText();
  const standing = sentence ? `copy-${sentence.standing}` : '';
  if (flag)
    return (
      <mark className={`copy-flag copy-flag-${flag.severity}`} title={flag.why[locale]}>
        {said}
      </mark>
    );
  return (
    <span className={standing} {...(sentence?.standing === 'unproved' ? { title: text.unproved } : {})}>
      {said}
    </span>
  );
}
