import type { ClauseDraft } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

/** A clause to be read. Clauses out of sight are not laid out, so a policy of two thousand opens at once. */
export function ClauseBody({ clause }: { readonly clause: ClauseDraft }) {
  const { clauses: text } = useText();
  return (
    <article className="clause-body">
      <p className="soft small">{clause.path.join(' › ')}</p>
      <h3>
        {clause.heading ? clause.heading : text.untitled} <span className="clause-key">{clause.key}</span>
      </h3>
      <p className="pre">{clause.text}</p>
    </article>
  );
}
