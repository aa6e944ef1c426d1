import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CheckCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  PauseCircleOutlined,
  ThunderboltOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { OwnModel } from '@zhike/contracts';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { explainError } from '../api/explain.error.js';
import { useRemoveModel, useTryModel } from '../api/model.queries.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { TrialView } from './trial.view.js';

export type Step = -1 | 1;

interface ModelCardProps {
  readonly model: OwnModel;
  readonly place: number;
  readonly isLast: boolean;
  /** The workspace has no other. */
  readonly isOnly: boolean;
  readonly onMove: (step: Step) => void;
  readonly onEdit: () => void;
}

export function ModelCard({ model, place, isLast, isOnly, onMove, onEdit }: ModelCardProps) {
  const { act, models: text } = useText();
  const trying = useTryModel();
  const remove = useAskToRemove(model, isOnly);
  return (
    <>
      <div className="row spread wrap">
        <span className="row wrap">
          <span className="soft tabular">{place}</span>
          <strong className="break">{model.name}</strong>
          <StateOfModel state={model.state} />
        </span>
        <MoveButtons name={model.name} isFirst={place === 1} isLast={isLast} onMove={onMove} />
      </div>
      <Facts model={model} />
      {model.state === 'key-unreadable' ? <p className="is-bad small">{text.unreadableHelp}</p> : null}
      <div className="row wrap">
        <Button
          size="small"
          icon={<ThunderboltOutlined aria-hidden="true" />}
          aria-label={text.testLabel(model.name)}
          loading={trying.isPending}
          onClick={() => trying.mutate(model.id)}
        >
          {text.test}
        </Button>
        <Button size="small" icon={<EditOutlined aria-hidden="true" />} onClick={onEdit}>
          {act.edit}
        </Button>
        <Button size="small" danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => void remove()}>
          {act.remove}
        </Button>
      </div>
      <div role="status" className="trial-place">
        {trying.isPending ? <p className="soft small">{text.testing}</p> : null}
        {trying.data && !trying.isPending ? <TrialView trial={trying.data} /> : null}
      </div>
      <Problem error={trying.error} />
    </>
  );
}

function Facts({ model }: { readonly model: OwnModel }) {
  const { models: text } = useText();
  const { day, number } = useFormat();
  const { key, price } = model;
  const keyLine = () => {
    if (!key) return text.keyNone;
    return key.lastFour ? text.keyIs(key.lastFour, day(key.setAt)) : text.keyHidden(day(key.setAt));
  };
  return (
    <div className="stacked">
      <span className="mono small break">
        {model.model} · {model.url}
      </span>
      <span className="soft small">
        {keyLine()}
        {price ? ` · ${text.price(number(price.input), number(price.output))}` : ''} ·{' '}
        {text.changedBy(model.updatedBy, day(model.updatedAt))}
      </span>
    </div>
  );
}

const STATES: Readonly<Record<OwnModel['state'], readonly [look: string, icon: ReactNode]>> = {
  ready: ['tag-part-ok', <CheckCircleOutlined key="ready" aria-hidden="true" />],
  resting: ['tag-pending', <PauseCircleOutlined key="resting" aria-hidden="true" />],
  'key-unreadable': ['tag-failed', <WarningOutlined key="unreadable" aria-hidden="true" />],
};

function StateOfModel({ state }: Pick<OwnModel, 'state'>) {
  const { models: text } = useText();
  const [look, icon] = STATES[state];
  return (
    <span className={`tag ${look}`}>
      {icon}
      {text.states[state]}
    </span>
  );
}

interface MoveButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: Step) => void;
}

function MoveButtons({ name, isFirst, isLast, onMove }: MoveButtonsProps) {
  const { models: text } = useText();
  if (isFirst && isLast) return null;
  return (
    <span className="row">
      <Button
        type="text"
        icon={<ArrowUpOutlined aria-hidden="true" />}
        aria-label={text.up(name)}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined aria-hidden="true" />}
        aria-label={text.down(name)}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
    </span>
  );
}

/** Says what goes with it. */
function useAskToRemove({ id, name, key }: OwnModel, isOnly: boolean): () => Promise<void> {
  const text = useText();
  const { act, models } = text;
  const { modal, message } = App.useApp();
  const remove = useRemoveModel();
  return async () => {
    const content = [...(key ? [models.removeLead] : []), ...(isOnly ? [models.removeLast] : [])];
    const isSure = await modal.confirm({
      title: models.removeAsk(name),
      content: content.map((line) => <p key={line}>{line}</p>),
      ...{ okText: act.remove, cancelText: act.cancel, okButtonProps: { danger: true } },
    });
    if (!isSure) return;
    try {
      await remove.mutateAsync(id);
      void message.success(models.removed);
    } catch (error) {
      const { headline, detail } = explainError(error, text);
      void message.error([headline, detail].filter(Boolean).join(' '));
    }
  };
}
