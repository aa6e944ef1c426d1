import { RobotOutlined, SearchOutlined } from '@ant-design/icons';
import type { GraphSetting } from '@zhike/contracts';
import { Button, Input } from 'antd';
import { useText } from '../text/text.context.js';
import type { GraphSearch } from './use.graph.search.js';

const LONGEST = 500;

/** A question in words; Enter has the rules write it. */
export function AskField({ setting, search }: { readonly setting: GraphSetting; readonly search: GraphSearch }) {
  const { graph: text } = useText();
  const { question, setQuestion, ask, asking } = search;
  const isReady = question.trim() !== '' && !asking.isPending;
  return (
    <section className="sheet graph-ask">
      <label htmlFor="graph-question">{text.askLabel}</label>
      <div className="graph-ask-line">
        <Input
          id="graph-question"
          className="grow"
          placeholder={text.askHint}
          value={question}
          maxLength={LONGEST}
          onChange={({ target }) => setQuestion(target.value)}
          onKeyDown={(event) => {
            // While Chinese is being composed, Enter takes the proposed characters.
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) void ask(question, 'rules');
          }}
        />
        <Button
          type="primary"
          icon={<SearchOutlined aria-hidden="true" />}
          disabled={!isReady}
          onClick={() => void ask(question, 'rules')}
        >
          {text.byRules}
        </Button>
        {setting.model === undefined ? null : (
          <Button
            icon={<RobotOutlined aria-hidden="true" />}
            title={setting.model}
            disabled={!isReady}
            onClick={() => void ask(question, 'model')}
          >
            {text.byModel}
          </Button>
        )}
      </div>
      {asking.isPending ? (
        <p className="row soft" role="status">
          {text.writing}
          <Button size="small" onClick={search.stop}>
            {text.stop}
          </Button>
        </p>
      ) : null}
    </section>
  );
}
