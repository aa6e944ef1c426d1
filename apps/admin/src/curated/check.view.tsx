import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import type { CuratedCheck } from '@zhike/contracts';
import { useEffect, useState } from 'react';
import { useCuratedCheck } from '../api/curated.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { readableReason } from '../trace/readable.js';
import type { Text } from '../text/zh.js';
import { type CuratedDraft, isSameClause, toCheck } from './curated.draft.js';

/** Typing pauses so long before the server is asked. */
const PAUSE_MS = 400;

/** Each sentence with what proves it, or why nothing does, while it is being written. */
export function CheckView({ draft }: { readonly draft: CuratedDraft }) {
  const { curated: text } = useText();
  const asked = toCheck(useSettled(draft));
  const check = useCuratedCheck(asked);
  const isWaiting = !toCheck(draft);
  return (
    <section className="sheet check" aria-label={text.check}>
      <h2>{text.check}</h2>
      <Problem error={check.error} />
      <div aria-live="polite" aria-busy={check.isFetching}>
        {isWaiting ? <p className="soft">{text.checkWaiting}</p> : null}
        {!isWaiting && !check.data ? <p className="soft">{text.checking}</p> : null}
        {!isWaiting && check.data ? <Checked check={check.data} draft={draft} /> : null}
      </div>
    </section>
  );
}

function Checked({ check, draft }: { readonly check: CuratedCheck; readonly draft: CuratedDraft }) {
  const all = useText();
  const { curated: text } = all;
  return (
    <>
      {check.missing.length ? <p className="is-bad">{text.missing}</p> : null}
      <ol className="check-list">
        {check.sentences.map((sentence, place) => (
          <li key={place} className="row" data-proven={sentence.isProven}>
            {sentence.isProven ? (
              <CheckCircleFilled className="is-good" aria-label={text.proven} />
            ) : (
              <CloseCircleFilled className="is-bad" aria-label={text.notProven} />
            )}
            <span>
              {sentence.text}
              <span className="soft small block">{whyOf(sentence, draft, all)}</span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function whyOf(
  { isProven, because, stands }: CuratedCheck['sentences'][number],
  { clauses }: CuratedDraft,
  { curated: text, trace }: Pick<Text, 'curated' | 'trace'>,
): string {
  if (!isProven) return `${text.notProven} · ${text.why}${text.colon}${readableReason(because ?? '', trace.because_)}`;
  const labels = stands.flatMap((name) => clauses.find((clause) => isSameClause(clause, name))?.label ?? []);
  return text.standsOn(labels.join(' / '));
}

/** The draft as it stood when typing last paused. */
function useSettled(draft: CuratedDraft): CuratedDraft {
  const [settled, setSettled] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return settled;
}
