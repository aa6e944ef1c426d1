import { EllipsisOutlined, PlayCircleOutlined } from '@ant-design/icons';
import type { SafetyMode, SafetyRule } from '@zhike/contracts';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { explainError } from '../api/explain.error.js';
import { useDeleteRule, useSetMode } from '../api/safety.queries.js';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { PromoteDialog } from './promote.dialog.js';

/** What can be done with a rule from its row: to make it live asks, with what it would do; to pause it is taken back as easily. */
export function RuleActions({ rule }: { readonly rule: SafetyRule }) {
  const { act, safety: text } = useText();
  const [isPromoting, setPromoting] = useState(false);
  const set = useMode(rule);
  const remove = useAskToDelete(rule);
  const modes = (['shadow', 'off'] as const).filter((mode) => mode !== rule.mode);
  const words = { shadow: text.toShadow, off: text.turnOff };
  const items = [
    ...modes.map((mode) => ({ key: mode, label: words[mode], onClick: () => set(mode) })),
    { key: 'delete', label: act.remove, danger: true, onClick: () => void remove() },
  ];
  return (
    <div className="row safety-row-actions">
      {rule.mode === 'live' ? null : (
        <Button size="small" icon={<PlayCircleOutlined aria-hidden="true" />} onClick={() => setPromoting(true)}>
          {text.promote}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button
          size="small"
          type="text"
          icon={<EllipsisOutlined aria-hidden="true" />}
          aria-label={text.actionsOf(rule.name)}
        />
      </Dropdown>
      {isPromoting ? <PromoteDialog rule={rule} onClose={() => setPromoting(false)} /> : null}
    </div>
  );
}

function useMode(rule: SafetyRule): (mode: SafetyMode) => void {
  const text = useText();
  const { message } = App.useApp();
  const set = useSetMode(rule.id);
  const done = { live: text.safety.promoted, shadow: text.safety.shadowed, off: text.safety.turnedOff };
  return (mode) =>
    set.mutate(
      { mode, revision: rule.revision },
      {
        onSuccess: () => void message.success(done[mode]),
        onError: (error) => void message.error(explainError(error, text).headline),
      },
    );
}

/** Says what depends on the rule before it goes. */
function useAskToDelete(rule: SafetyRule): () => Promise<void> {
  const text = useText();
  const { modal, message } = App.useApp();
  const { number } = useFormat();
  const remove = useDeleteRule();
  const { safety } = text;
  const depends = [
    ...(rule.mode === 'live' && !rule.isExpired
      ? [rule.severity === 'allow' ? safety.deleteAllow : safety.deleteLive]
      : []),
    safety.deleteWords(number(rule.wordCount)),
    safety.deleteKept(number(rule.lastSevenDays.hits)),
  ];
  return async () => {
    const question = {
      title: safety.deleteAsk(rule.name),
      content: (
        <ul className="safety-depends">
          {depends.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
      okText: text.act.remove,
      cancelText: text.act.cancel,
      okButtonProps: { danger: true },
    };
    if (!(await modal.confirm(question))) return;
    try {
      await remove.mutateAsync(rule.id);
      void message.success(safety.deleted);
    } catch (error) {
      void message.error(explainError(error, text).headline);
    }
  };
}
