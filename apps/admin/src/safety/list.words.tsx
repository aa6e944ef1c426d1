import { FileTextOutlined, SwapOutlined } from '@ant-design/icons';
import type { SafetyRule } from '@zhike/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { ReplaceListDialog } from './replace-list.dialog.js';

interface ListWordsProps {
  readonly rule: SafetyRule;
  readonly mayEdit: boolean;
}

/** The file that the words of a list came with; another one takes its place. */
export function ListWords({ rule, mayEdit }: ListWordsProps) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const [isReplacing, setReplacing] = useState(false);
  return (
    <div className="stacked">
      <span className="row wrap">
        <FileTextOutlined aria-hidden="true" /> {text.listWords(number(rule.wordCount), rule.fileName ?? '')}
        {mayEdit ? (
          <Button size="small" icon={<SwapOutlined aria-hidden="true" />} onClick={() => setReplacing(true)}>
            {text.replaceList}
          </Button>
        ) : null}
      </span>
      <span className="soft small">{text.listHelp}</span>
      {isReplacing ? <ReplaceListDialog rule={rule} onClose={() => setReplacing(false)} /> : null}
    </div>
  );
}
