import { UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useText } from '../text/text.context.js';
import { type Removed, undoRemoval } from './draft.js';
import type { ChangeDraft } from './use.draft.js';

interface RemovedBarProps {
  readonly removed: Removed | undefined;
  readonly kind: Removed['kind'];
  readonly change: ChangeDraft;
}

/** The last deletion can be taken back until the draft is saved. It waits in its place, not in a message that goes away. */
export function RemovedBar({ removed, kind, change }: RemovedBarProps) {
  const text = useText();
  const isShown = removed?.kind === kind;
  return (
    <div role="status">
      {isShown ? (
        <div className="removed-bar">
          <span className="ellipsis">{wordsOf(removed, text)}</span>
          <Button size="small" icon={<UndoOutlined aria-hidden="true" />} onClick={() => change(undoRemoval)}>
            {text.act.undo}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function wordsOf(removed: Removed, { clauses, facts }: ReturnType<typeof useText>): string {
  if (removed.kind === 'fact') return facts.removed(`${removed.fact.entity} · ${removed.fact.relation}`);
  const { heading, key } = removed.clause;
  return clauses.removed(heading ? heading : key);
}
