import {
  CheckCircleFilled,
  CloseCircleFilled,
  MinusCircleOutlined,
  StopOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { CopyCheck, CopyFlag, CopySentence } from '@zhike/contracts';
import { useLanguage, useText } from '../text/text.context.js';
import { countBlocks } from './copy.pieces.js';

/** What blocks and what is to be looked at again, then on demand what each sentence stands on. */
export function CopyFindings({ check }: { readonly check: CopyCheck }) {
  const { studio: text } = useText();
  const unproved = check.sentences.filter(({ standing }) => standing === 'unproved');
  return (
    <section className="copy-findings" aria-label={text.checkTitle}>
      <Gist check={check} />
      {unproved.length || check.flags.length ? (
        <ul className="check-list">
          {unproved.map((sentence) => (
            <SentenceFinding key={`s${sentence.start}`} sentence={sentence} />
          ))}
          {check.flags.map((flag) => (
            <FlagFinding key={`f${flag.start} ${flag.rule}`} flag={flag} />
          ))}
        </ul>
      ) : null}
      <details>
        <summary>{text.all}</summary>
        <ol className="check-list">
          {check.sentences.map((sentence) => (
            <SentenceFinding key={sentence.start} sentence={sentence} />
          ))}
        </ol>
      </details>
    </section>
  );
}

function Gist({ check }: { readonly check: CopyCheck }) {
  const { studio: text } = useText();
  if (check.isBlocked) return <p className="is-bad">{text.blocked(countBlocks(check))}</p>;
  return <p className="is-good">{check.flags.length ? text.soundWithWarnings : text.sound}</p>;
}

function SentenceFinding({ sentence }: { readonly sentence: CopySentence }) {
  const { studio: text } = useText();
  const facts = sentence.facts.map(({ relation, value }) => text.fact(relation, value)).join('；');
  const notes: Readonly<Record<CopySentence['standing'], string>> = {
    proved: text.standsOn(facts),
    wording: text.wording,
    unproved: sentence.sign ? text.signs[sentence.sign] : text.unproved,
  };
  return (
    <li className="row" data-standing={sentence.standing}>
      <StandingIcon standing={sentence.standing} />
      <span>
        {sentence.text}
        <span className="soft small block">{notes[sentence.standing]}</span>
      </span>
    </li>
  );
}

function StandingIcon({ standing }: Pick<CopySentence, 'standing'>) {
  const { studio: text } = useText();
  if (standing === 'proved') return <CheckCircleFilled className="is-good" aria-label={text.proved} />;
  if (standing === 'wording') return <MinusCircleOutlined className="soft" aria-label={text.wording} />;
  return <CloseCircleFilled className="is-bad" aria-label={text.unproved} />;
}

function FlagFinding({ flag }: { readonly flag: CopyFlag }) {
  const { studio: text } = useText();
  const { locale } = useLanguage();
  return (
    <li className="row" data-flag={flag.severity} data-rule={flag.rule}>
      {flag.severity === 'block' ? (
        <StopOutlined className="is-bad" aria-label={text.flagged.block} />
      ) : (
        <WarningOutlined className="is-warning" aria-label={text.flagged.warn} />
      )}
      <span>
        <q>{flag.text}</q> <span className="soft small">{text.flagged[flag.severity]}</span>
        <span className="soft small block">{flag.why[locale]}</span>
      </span>
    </li>
  );
}
