import type { Health } from '@zhike/contracts';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';
import { PartTag } from './part.card.js';

/** What fetches the models; the server's messages name the same command. */
const PULL_COMMAND = 'npm run models -- pull';

/** Each model and, where one is missing, the one command that brings it. */
export function EmbeddingsCard({ embeddings }: { readonly embeddings: Health['embeddings'] }) {
  const { system: text } = useText();
  const isMissing = embeddings.some(({ state }) => state === 'missing');
  const isAway = embeddings.some(({ state }) => state === 'away');
  return (
    <section className="sheet card">
      <h2>{text.embeddings}</h2>
      {embeddings.length ? null : <p className="soft">{text.none}</p>}
      {embeddings.map(({ model, state, message }) => (
        <div key={model} className="model">
          <div className="row spread">
            <span className="mono break">{model}</span>
            <PartTag state={state} />
          </div>
          {message ? <p className="soft small break">{message}</p> : null}
        </div>
      ))}
      {isAway ? <p>{text.embeddingsAwayAdvice}</p> : null}
      {isMissing ? (
        <div className="model-advice">
          <p>{text.missingLead}</p>
          <div className="row">
            <code className="code grow">{PULL_COMMAND}</code>
            <CopyButton what={() => PULL_COMMAND} />
          </div>
          <p className="soft small">{text.missingAfter}</p>
        </div>
      ) : null}
    </section>
  );
}
