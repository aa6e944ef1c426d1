import { RollbackOutlined } from '@ant-design/icons';
import type { CopyDraft, CopyState } from '@zhike/contracts';
import { App, Button, Drawer, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useCopyStates, useRestoreCopy } from '../api/studio.queries.js';
import { diffWords } from '../policy/diff.words.js';
import { mayCurate, useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { Moment, useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

interface HistoryDrawerProps {
  readonly draft: CopyDraft;
  readonly onClose: () => void;
}

/** All states of a text: who made each and when, what changed between two of them, and the way back. */
export function HistoryDrawer({ draft, onClose }: HistoryDrawerProps) {
  const { studio: text } = useText();
  const { message } = App.useApp();
  const states = useCopyStates(draft.id);
  const restore = useRestoreCopy(draft);
  const put = (number: number) =>
    restore.mutate(
      { number, state: draft.state },
      {
        onSuccess: () => {
          void message.success(text.restored);
          onClose();
        },
      },
    );
  return (
    <Drawer open size={640} title={text.historyTitle(draft.position + 1)} onClose={onClose}>
      <p className="soft small">{text.historyLead}</p>
      <Problem error={states.error} retry={states.refetch} />
      <Problem error={restore.error} />
      {states.isPending ? <Loading rows={4} /> : null}
      {states.data?.length ? (
        <Compared
          key={states.data.length}
          draft={draft}
          states={states.data}
          isRestoring={restore.isPending}
          onRestore={put}
        />
      ) : null}
    </Drawer>
  );
}

interface ComparedProps {
  readonly draft: CopyDraft;
  /** Newest first. */
  readonly states: readonly CopyState[];
  readonly isRestoring: boolean;
  readonly onRestore: (number: number) => void;
}

function Compared({ draft, states, isRestoring, onRestore }: ComparedProps) {
  const { studio: text } = useText();
  const member = useMember();
  const newest = states[0]?.number ?? 0;
  const [from, setFrom] = useState(states[1]?.number ?? newest);
  const [to, setTo] = useState(newest);
  const textOf = (number: number) => states.find((state) => state.number === number)?.text ?? '';
  return (
    <>
      <div className="row wrap copy-choice">
        <StateSelect label={text.from} states={states} value={from} onChange={setFrom} />
        <StateSelect label={text.to} states={states} value={to} onChange={setTo} />
      </div>
      <StateDiff before={textOf(from)} after={textOf(to)} />
      <ol className="copy-states">
        {states.map((state) => (
          <li key={state.number} className="row spread wrap" data-number={state.number}>
            <StateLine state={state} />
            {state.number !== draft.state && mayCurate(member) ? (
              <Button
                size="small"
                icon={<RollbackOutlined aria-hidden="true" />}
                loading={isRestoring}
                onClick={() => onRestore(state.number)}
              >
                {text.restore(state.number)}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

interface StateSelectProps {
  readonly label: string;
  readonly states: readonly CopyState[];
  readonly value: number;
  readonly onChange: (number: number) => void;
}

function StateSelect({ label, states, value, onChange }: StateSelectProps) {
  const { studio: text } = useText();
  const { moment } = useFormat();
  return (
    <span className="row">
      <span aria-hidden="true">{label}</span>
      <Select
        aria-label={label}
        className="state-select"
        value={value}
        options={states.map(({ number, at }) => ({ value: number, label: `${text.state(number)} · ${moment(at)}` }))}
        onChange={onChange}
      />
    </span>
  );
}

function StateDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const { studio: text } = useText();
  const pieces = useMemo(() => diffWords(before, after), [before, after]);
  if (before === after) return <p className="soft pad">{text.same}</p>;
  return (
    <p className="pre sheet pad copy-diff">
      {pieces.map(({ kind, text: said }, place) => {
        if (kind === 'added') return <ins key={place}>{said}</ins>;
        return kind === 'removed' ? <del key={place}>{said}</del> : <span key={place}>{said}</span>;
      })}
    </p>
  );
}

function StateLine({ state }: { readonly state: CopyState }) {
  const { studio: text } = useText();
  const by = state.how === 'written' && state.by === 'templates' ? text.byTemplates : state.by;
  const notes = [
    text.hows[state.how],
    by,
    ...(state.seed === undefined ? [] : [text.seedIs(state.seed)]),
    ...(state.restoredFrom === undefined ? [] : [text.restoredFrom(state.restoredFrom)]),
  ];
  return (
    <span>
      <strong>{text.state(state.number)}</strong> <span className="soft small">{notes.join(' · ')}</span>
      <span className="soft small block">
        <Moment at={state.at} />
      </span>
    </span>
  );
}
