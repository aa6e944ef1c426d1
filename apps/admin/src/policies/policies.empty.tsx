import { FileProtectOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { mayWrite, useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { useText } from '../text/text.context.js';
import type { PolicyDialog } from './policies.address.js';

interface PoliciesEmptyProps {
  readonly isFiltered: boolean;
  readonly onOpen: (dialog: PolicyDialog) => void;
  readonly onClear: () => void;
}

export function PoliciesEmpty({ isFiltered, onOpen, onClear }: PoliciesEmptyProps) {
  const { policies: text } = useText();
  const isWriter = mayWrite(useMember());
  if (isFiltered)
    return (
      <Empty title={text.noMatch}>
        <p className="soft">{text.noMatchLead}</p>
        <Button onClick={onClear}>{text.clear}</Button>
      </Empty>
    );
  return (
    <Empty icon={<FileProtectOutlined aria-hidden="true" />} title={text.emptyTitle}>
      <p className="soft">{text.emptyLead}</p>
      <ul className="soft empty-list">
        <li>{text.emptyMarkdown}</li>
        <li>{text.emptyTable}</li>
      </ul>
      {isWriter ? (
        <div className="row centre">
          <Button type="primary" icon={<ImportOutlined aria-hidden="true" />} onClick={() => onOpen('import')}>
            {text.import}
          </Button>
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => onOpen('new')}>
            {text.create}
          </Button>
        </div>
      ) : null}
    </Empty>
  );
}
