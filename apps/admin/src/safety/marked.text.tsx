import type { SafetyHit } from '@zhike/contracts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useText } from '../text/text.context.js';
import { type HitPiece, piecesOf, rulesHit } from './hit.pieces.js';
import { useCategoryName, useRuleName } from './rule.words.js';
import { hitsAddress } from './safety.address.js';

interface MarkedTextProps {
  readonly text: string;
  readonly hits: readonly SafetyHit[];
}

/** A text as it was written, with what was hit marked. */
export function MarkedText({ text, hits }: MarkedTextProps) {
  const pieces = useMemo(() => piecesOf(text, hits), [text, hits]);
  return (
    <p className="pre safety-text">
      {pieces.map((piece, place) => (
        <Piece key={place} piece={piece} />
      ))}
    </p>
  );
}

function Piece({ piece: { text: said, hits } }: { readonly piece: HitPiece }) {
  const { safety: text } = useText();
  const nameOf = useRuleName();
  const [strongest] = hits;
  if (!strongest) return <span>{said}</span>;
  const title = hits.map((hit) => `${nameOf(hit)} · ${text.effects[hit.effect]}`).join('\n');
  return (
    <mark className={`safety-hit safety-hit-${strongest.effect}`} title={title}>
      {said}
    </mark>
  );
}

interface HitListProps {
  readonly hits: readonly SafetyHit[];
  /** Nothing was done: it says what would be. */
  readonly isTrial?: boolean;
}

/** Which rules were found, what each is for and what it did; each leads to the other texts it was found in. */
export function HitList({ hits, isTrial = false }: HitListProps) {
  const { safety: text } = useText();
  const effects = isTrial ? text.tryEffects : text.effects;
  const nameOf = useRuleName();
  const categoryOf = useCategoryName();
  return (
    <ul className="safety-hits small" aria-label={text.hitsLabel}>
      {rulesHit(hits).map((hit) => (
        <li key={`${hit.rule} ${hit.category ?? ''}`} data-rule={hit.rule} data-effect={hit.effect}>
          <span className={`safety-dot safety-hit-${hit.effect}`} aria-hidden="true" />
          <Link to={hitsAddress(hit.rule)}>{nameOf(hit)}</Link>
          <span className="soft">
            {hit.category ? ` · ${categoryOf(hit.category)}` : ''} · {effects[hit.effect]}
          </span>
        </li>
      ))}
    </ul>
  );
}
