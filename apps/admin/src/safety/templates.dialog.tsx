import { PlusOutlined } from '@ant-design/icons';
import type { SafetyTemplate } from '@zhike/contracts';
import { App, Button, Modal } from 'antd';
import { useCreateRule, useSafetyTemplates } from '../api/safety.queries.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useLanguage, useText } from '../text/text.context.js';
import { useSafetyAddress } from './safety.address.js';

interface TemplatesDialogProps {
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}

/** Promises an assistant must not make, ready to be taken on. */
export function TemplatesDialog({ mayEdit, onClose }: TemplatesDialogProps) {
  const { safety: text } = useText();
  const templates = useSafetyTemplates();
  return (
    <Modal open width={640} title={text.templatesTitle} footer={null} onCancel={onClose}>
      <p className="soft small">{text.templatesLead}</p>
      <Problem error={templates.error} retry={templates.refetch} />
      {templates.isPending ? <Loading rows={4} /> : null}
      <ul className="safety-templates">
        {templates.data?.map((template) => (
          <TemplateRow key={template.key} template={template} mayEdit={mayEdit} />
        ))}
      </ul>
    </Modal>
  );
}

interface TemplateRowProps {
  readonly template: SafetyTemplate;
  readonly mayEdit: boolean;
}

function TemplateRow({ template, mayEdit }: TemplateRowProps) {
  const { safety: text } = useText();
  const { locale } = useLanguage();
  const { number } = useFormat();
  const { rule } = template;
  return (
    <li data-template={template.key}>
      <div className="row spread wrap">
        <strong className="grow">{template.name[locale]}</strong>
        <Taking template={template} mayEdit={mayEdit} />
      </div>
      <p className="soft small">
        {template.why[locale]} {text.directions[rule.direction]} · {text.severities[rule.severity]} ·{' '}
        {text.templateWords(number(rule.words.length))}
      </p>
      <details className="small">
        <summary>{text.templateShow}</summary>
        <p className="soft safety-phrases">
          {rule.words.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </p>
      </details>
    </li>
  );
}

/** Takes a template on under its name in the language of this page; what is taken on already is opened. */
function Taking({ template, mayEdit }: TemplateRowProps) {
  const { safety: text } = useText();
  const { locale } = useLanguage();
  const { message } = App.useApp();
  const { change } = useSafetyAddress();
  const create = useCreateRule();
  const { takenOn } = template;
  if (takenOn !== undefined)
    return (
      <Button size="small" onClick={() => change({ edit: takenOn, dialog: '' })}>
        {text.openRule}
      </Button>
    );
  const take = () =>
    create.mutate(
      { ...template.rule, template: template.key, name: template.name[locale] },
      { onSuccess: () => void message.success(text.taken) },
    );
  return (
    <>
      {mayEdit ? (
        <Button size="small" icon={<PlusOutlined aria-hidden="true" />} loading={create.isPending} onClick={take}>
          {text.take}
        </Button>
      ) : null}
      <Problem error={create.error} />
    </>
  );
}
