import { FileSearchOutlined } from '@ant-design/icons';
import type { Citation, TestAnswer } from '@zhike/contracts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useFormat } from '../shared/moment.js';
import { OutcomeTag, useReason } from '../shared/outcome.tag.js';
import { useText } from '../text/text.context.js';

interface AnswerBubbleProps {
  readonly answer: TestAnswer;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onAsk: (question: string) => Promise<boolean>;
}

export function AnswerBubble({ answer, isChosen, onChoose, onAsk }: AnswerBubbleProps) {
  const { ask: text } = useText();
  const reason = useReason(answer.reason);
  return (
    <div className="bubble bubble-bot">
      <span className="visually-hidden">{text.bot}: </span>
      {answer.sentences.length ? null : <p className="soft">{text.noSentence}</p>}
      {answer.sentences.map((sentence, place) => (
        <p key={place} className="pre">
          {sentence.text}
          {sentence.citations.map((citation) => (
            <CitationChip key={citation.sourceId} citation={citation} />
          ))}
        </p>
      ))}
      {answer.choices.length ? <Choices choices={answer.choices} onAsk={onAsk} /> : null}
      <div className="row wrap answer-foot">
        <OutcomeTag outcome={answer.outcome} />
        <span className="soft small grow">{reason}</span>
        <Button
          type="text"
          size="small"
          icon={<FileSearchOutlined aria-hidden="true" />}
          aria-pressed={isChosen}
          onClick={onChoose}
        >
          {text.trace}
        </Button>
      </div>
    </div>
  );
}

/** What the sentence stands on; it leads to the version, where the clause is. */
function CitationChip({ citation }: { readonly citation: Citation }) {
  const { ask: text, policies } = useText();
  const { day } = useFormat();
  const { policyTitle, label, version, effectiveFrom, policyId, versionId } = citation;
  return (
    <Link to={`/policies/${policyId}/versions/${versionId}`} className="citation" title={text.open}>
      {policyTitle} · {label} · {policies.version(version)} · {text.since(day(effectiveFrom))}
    </Link>
  );
}

function Choices({
  choices,
  onAsk,
}: {
  readonly choices: readonly string[];
  readonly onAsk: AnswerBubbleProps['onAsk'];
}) {
  const { ask: text } = useText();
  return (
    <div className="row wrap" role="group" aria-label={text.choices}>
      {choices.map((choice) => (
        <Button key={choice} size="small" shape="round" onClick={() => void onAsk(choice)}>
          {choice}
        </Button>
      ))}
    </div>
  );
}
