import { useMemo } from 'react';
import { useText } from '../text/text.context.js';
import { ChangeTag } from './change.tag.js';
import type { ClauseChange } from './diff.js';
import { diffWords, type Piece } from './diff.words.js';

const NOTHING = { heading: '', path: [], text: '' };

export function ClauseChangeCard({ change }: { readonly change: ClauseChange }) {
  const { clauses: text } = useText();
  const { before = NOTHING, after = NOTHING, kind, key } = change;
  const isWhole = kind === 'added' || kind === 'removed';
  const isNamed = Boolean(before.heading || after.heading);
  return (
    <article className={`sheet change change-${kind}`} data-change={kind}>
      <header className="row spread">
        <h4>
          {isNamed ? <Words before={before.heading} after={after.heading} isQuiet={isWhole} /> : text.untitled}{' '}
          <span className="clause-key">{key}</span>
        </h4>
        <ChangeTag kind={kind} />
      </header>
      <p className="soft small">
        <Words before={before.path.join(' › ')} after={after.path.join(' › ')} isQuiet={isWhole} />
      </p>
      {kind === 'moved' ? null : (
        <p className="pre">
          <Words before={before.text} after={after.text} isQuiet={isWhole} />
        </p>
      )}
    </article>
  );
}

interface WordsProps {
  readonly before: string;
  readonly after: string;
  /** Added or removed as a whole: the card says so, colouring every word would only tire. */
  readonly isQuiet: boolean;
}

function Words({ before, after, isQuiet }: WordsProps) {
  const pieces = useMemo(() => diffWords(before, after), [before, after]);
  if (isQuiet) return <>{after ? after : before}</>;
  return (
    <>
      {pieces.map((piece, place) => (
        <Marked key={place} piece={piece} />
      ))}
    </>
  );
}

function Marked({ piece: { kind, text } }: { readonly piece: Piece }) {
  if (kind === 'added') return <ins>{text}</ins>;
  return kind === 'removed' ? <del>{text}</del> : <>{text}</>;
}
