import type { StudioFact } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

/** What copy may say of a product: its facts, with the version they stand in. */
export function FactsPanel({ facts }: { readonly facts: readonly StudioFact[] | undefined }) {
  const { studio: text } = useText();
  const sources = [
    ...new Set((facts ?? []).map(({ citation }) => text.factsFrom(citation.policyTitle, citation.version))),
  ];
  return (
    <section className="sheet check studio-facts" aria-label={text.facts}>
      <h2>{text.facts}</h2>
      {facts?.length ? <p className="soft small">{text.factsLead}</p> : <p className="soft">{text.factsWaiting}</p>}
      {facts?.length ? (
        <>
          <dl>
            {facts.map(({ id, relation, value }) => (
              <div key={id}>
                <dt className="soft">{relation}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className="soft small">{sources.join(' · ')}</p>
        </>
      ) : null}
    </section>
  );
}
