import { PlusOutlined, RobotOutlined } from '@ant-design/icons';
import { type ModelSize, ModelSize as Sizes, type OwnModel, type OwnModels } from '@zhike/contracts';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useModels } from '../api/model.queries.js';
import { useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { OwnersOnly } from '../shared/owners-only.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ModelChain } from './model.chain.js';
import { ModelDialog } from './model.dialog.js';

/** Who writes this shop's answers. */
export function ModelsPage() {
  const { models: text } = useText();
  if (useMember().role === 'owner') return <OwnersModels />;
  return <OwnersOnly icon={<RobotOutlined aria-hidden="true" />} text={text} />;
}

/** Which dialog is open: for a new model, or for one that there is. */
type Opened = { readonly model?: OwnModel } | undefined;

function OwnersModels() {
  const { models: text } = useText();
  const models = useModels();
  const [opened, open] = useState<Opened>();
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => open({})}>
      {text.create}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} actions={models.data?.models.length ? add : null} />
      <Problem error={models.error} retry={models.refetch} />
      {models.isPending ? <Loading /> : null}
      {models.data ? <Setting setting={models.data} add={add} onEdit={(model) => open({ model })} /> : null}
      {opened && models.data ? (
        <ModelDialog
          setting={models.data}
          {...(opened.model ? { model: opened.model } : {})}
          onClose={() => open(undefined)}
        />
      ) : null}
    </div>
  );
}

interface SettingProps extends Pick<ChainsProps, 'onEdit'> {
  readonly setting: OwnModels;
  readonly add: ReactNode;
}

function Setting({ setting, add, onEdit }: SettingProps) {
  if (!setting.models.length) return <NoModels setting={setting} add={add} />;
  return <Chains models={setting.models} onEdit={onEdit} />;
}

/** Nothing is missing here: the composer answers, and that is good. */
function NoModels({ setting, add }: { readonly setting: OwnModels; readonly add: ReactNode }) {
  const { models: text } = useText();
  const isQuoted = setting.writtenBy === 'composer';
  const title = isQuoted ? text.emptyTitle : text.emptyEnvironment(setting.environment.join(' · '));
  return (
    <Empty icon={<RobotOutlined aria-hidden="true" />} title={title}>
      <ul className="soft empty-list">
        <li>{isQuoted ? text.emptyQuote : text.emptyOwn}</li>
        <li>{text.emptyModel}</li>
        <li>{text.emptyAway}</li>
      </ul>
      {add}
    </Empty>
  );
}

interface ChainsProps {
  readonly models: readonly OwnModel[];
  readonly onEdit: (model: OwnModel) => void;
}

function Chains({ models, onEdit }: ChainsProps) {
  const { models: text } = useText();
  const sizes: readonly ModelSize[] = [...Sizes.options].reverse();
  return (
    <>
      <p className="soft chain-note">
        {text.ownNote}
        <span className="block">{text.order}</span>
        <span className="block small">{text.orderHint}</span>
      </p>
      {sizes.map((size) => (
        <ModelChain key={size} size={size} models={models} onEdit={onEdit} />
      ))}
    </>
  );
}
