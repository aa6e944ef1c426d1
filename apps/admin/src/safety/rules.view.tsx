import { FileAddOutlined, PlusOutlined, SafetyOutlined, SnippetsOutlined } from '@ant-design/icons';
import type { SafetyOverview } from '@zhike/contracts';
import { Button } from 'antd';
import { useSafetyRules } from '../api/safety.queries.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ImportListDialog } from './import-list.dialog.js';
import { RuleDrawer } from './rule.drawer.js';
import { useCategoryName } from './rule.words.js';
import { RulesTable } from './rules.table.js';
import { useSafetyAddress } from './safety.address.js';
import { TemplatesDialog } from './templates.dialog.js';

/** The shop's own rules beside those of the house. */
export function RulesView({ overview: { mayEdit, house } }: { readonly overview: SafetyOverview }) {
  const rules = useSafetyRules();
  return (
    <>
      {mayEdit ? <Beginnings /> : null}
      <Problem error={rules.error} retry={rules.refetch} />
      {rules.isPending ? <Loading rows={6} /> : null}
      {rules.data?.length === 0 ? <Nothing /> : null}
      {rules.data?.length ? <RulesTable rules={rules.data} mayEdit={mayEdit} /> : null}
      <House house={house} />
      {rules.data ? <OpenRule rules={rules.data} mayEdit={mayEdit} /> : null}
      <Dialogs mayEdit={mayEdit} />
    </>
  );
}

function Dialogs({ mayEdit }: Pick<SafetyOverview, 'mayEdit'>) {
  const { dialog, change } = useSafetyAddress();
  const close = () => change({ dialog: '' });
  if (dialog === 'templates') return <TemplatesDialog mayEdit={mayEdit} onClose={close} />;
  return dialog === 'list' && mayEdit ? <ImportListDialog onClose={close} /> : null;
}

function Beginnings() {
  const { safety: text } = useText();
  const { change } = useSafetyAddress();
  return (
    <div className="row wrap safety-beginnings">
      <Button
        type="primary"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => change({ edit: 'new', dialog: '' })}
      >
        {text.create}
      </Button>
      <Button icon={<SnippetsOutlined aria-hidden="true" />} onClick={() => change({ dialog: 'templates' })}>
        {text.templates}
      </Button>
      <Button icon={<FileAddOutlined aria-hidden="true" />} onClick={() => change({ dialog: 'list' })}>
        {text.importList}
      </Button>
    </div>
  );
}

interface OpenRuleProps {
  readonly rules: NonNullable<ReturnType<typeof useSafetyRules>['data']>;
  readonly mayEdit: boolean;
}

function OpenRule({ rules, mayEdit }: OpenRuleProps) {
  const { edited, change } = useSafetyAddress();
  const rule = rules.find(({ id }) => id === edited);
  if (!rule && !(edited === 'new' && mayEdit)) return null;
  return <RuleDrawer key={edited} rule={rule} mayEdit={mayEdit} onClose={() => change({ edit: '' })} />;
}

function House({ house: { words, categories } }: Pick<SafetyOverview, 'house'>) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const nameOf = useCategoryName();
  return (
    <p className="soft small further">
      <SafetyOutlined aria-hidden="true" /> {text.house(number(words), categories.map(nameOf).join(text.between))}
    </p>
  );
}

function Nothing() {
  const { safety: text } = useText();
  return (
    <Empty icon={<SafetyOutlined aria-hidden="true" />} title={text.rulesEmptyTitle}>
      <p className="soft">{text.rulesEmptyLead}</p>
      <ul className="soft empty-list">
        <li>{text.rulesEmptyShadow}</li>
        <li>{text.rulesEmptyPromises}</li>
        <li>{text.rulesEmptyLists}</li>
      </ul>
    </Empty>
  );
}
