import { SendOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useText } from '../text/text.context.js';

interface QuestionFieldProps {
  readonly isAsking: boolean;
  readonly onAsk: (question: string) => Promise<boolean>;
}

const LONGEST = 2_000;

export function QuestionField({ isAsking, onAsk }: QuestionFieldProps) {
  const { ask: text } = useText();
  const [question, setQuestion] = useState('');
  const isReady = question.trim() !== '' && !isAsking;
  const send = async () => {
    if (!isReady) return;
    setQuestion('');
    // What was typed meanwhile goes before what could not be asked.
    if (!(await onAsk(question.trim()))) setQuestion((typed) => (typed ? typed : question));
  };
  const press = (event: KeyboardEvent) => {
    // While Chinese is being composed, Enter takes the proposed characters.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="question-field">
      <Input.TextArea
        aria-label={text.send}
        placeholder={text.placeholder}
        value={question}
        maxLength={LONGEST}
        autoSize={{ minRows: 2, maxRows: 6 }}
        autoFocus
        onChange={({ target }) => setQuestion(target.value)}
        onKeyDown={press}
      />
      <div className="row spread">
        <span className="soft small">{text.sendHint}</span>
        <Button
          type="primary"
          icon={<SendOutlined aria-hidden="true" />}
          disabled={!isReady}
          loading={isAsking}
          onClick={send}
        >
          {text.send}
        </Button>
      </div>
    </div>
  );
}
