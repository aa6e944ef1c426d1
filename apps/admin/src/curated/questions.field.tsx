import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef } from 'react';
import { useText } from '../text/text.context.js';

interface QuestionsFieldProps {
  readonly questions: readonly string[];
  readonly onChange: (questions: readonly string[]) => void;
}

const LONGEST = 500;
const MOST = 20;

/** Phrasings of one question, a line each. Enter adds the next one. */
export function QuestionsField({ questions, onChange }: QuestionsFieldProps) {
  const { curated: text } = useText();
  const list = useRef<HTMLFieldSetElement>(null);
  const focus = (place: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[Math.max(0, place)]?.focus());
  const add = () => {
    if (questions.length >= MOST) return;
    onChange([...questions, '']);
    focus(questions.length);
  };
  const remove = (place: number) => {
    onChange(questions.toSpliced(place, 1));
    focus(place - 1);
  };
  return (
    <fieldset className="stacked curated-questions" ref={list}>
      <legend>{text.questions}</legend>
      <p className="soft small">{text.questionsHelp}</p>
      {questions.map((question, place) => (
        <QuestionLine
          key={place}
          place={place}
          question={question}
          onChange={(next) => onChange(questions.with(place, next))}
          onEnter={add}
          {...(questions.length > 1 ? { onRemove: () => remove(place) } : {})}
        />
      ))}
      <Button
        className="self-start"
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={questions.length >= MOST}
        onClick={add}
      >
        {text.addQuestion}
      </Button>
    </fieldset>
  );
}

interface QuestionLineProps {
  readonly place: number;
  readonly question: string;
  readonly onChange: (question: string) => void;
  readonly onEnter: () => void;
  /** Missing for the last one left. */
  readonly onRemove?: () => void;
}

function QuestionLine({ place, question, onChange, onEnter, onRemove }: QuestionLineProps) {
  const { curated: text } = useText();
  return (
    <div className="row">
      <Input
        aria-label={text.question(place + 1)}
        placeholder={place ? '' : text.questionHint}
        value={question}
        maxLength={LONGEST}
        onChange={({ target }) => onChange(target.value)}
        onPressEnter={(event) => {
          // While Chinese is being composed, Enter takes the proposed characters.
          if (event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
      />
      {onRemove ? (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={text.removeQuestion(place + 1)}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}
