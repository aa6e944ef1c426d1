import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type BannedPhrase, BannedSeverity, type SaveBannedPhrase } from '@zhike/contracts';
import { App, Button, Form, Input, Modal, Segmented } from 'antd';
import { useAllowPhrase, useBannedPhrases, useBanPhrase } from '../api/studio.queries.js';
import { mayServe, useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

/** What this shop itself does not want to read in copy. Everyone sees it, whoever approves changes it. */
export function PhrasesDialog({ onClose }: { readonly onClose: () => void }) {
  const { studio: text } = useText();
  const phrases = useBannedPhrases();
  const isAllowed = mayServe(useMember());
  return (
    <Modal open width={640} title={text.phrasesTitle} onCancel={onClose} footer={null}>
      <p className="soft small">{text.phrasesLead}</p>
      <Problem error={phrases.error} retry={phrases.refetch} />
      {phrases.isPending ? <Loading rows={2} /> : null}
      {phrases.data?.length === 0 ? <p className="soft pad">{text.phraseNone}</p> : null}
      <ul className="pick-list">
        {phrases.data?.map((phrase) => (
          <PhraseRow key={phrase.id} phrase={phrase} isAllowed={isAllowed} />
        ))}
      </ul>
      {isAllowed ? <AddPhrase /> : null}
    </Modal>
  );
}

function PhraseRow({ phrase, isAllowed }: { readonly phrase: BannedPhrase; readonly isAllowed: boolean }) {
  const { studio: text } = useText();
  const { message } = App.useApp();
  const allow = useAllowPhrase();
  return (
    <li className="row">
      <span className="grow">
        <strong>{phrase.phrase}</strong>{' '}
        <span className={phrase.severity === 'block' ? 'is-bad small' : 'is-warning small'}>
          {text.severities[phrase.severity]}
        </span>
        <span className="soft small block">
          {phrase.why} · {phrase.addedBy}
        </span>
        <Problem error={allow.error} />
      </span>
      {isAllowed ? (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={text.phraseRemove(phrase.phrase)}
          loading={allow.isPending}
          onClick={() => allow.mutate(phrase.id, { onSuccess: () => void message.success(text.phraseRemoved) })}
        />
      ) : null}
    </li>
  );
}

const EMPTY: SaveBannedPhrase = { phrase: '', why: '', severity: 'block' };

function AddPhrase() {
  const { studio: text, door } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<SaveBannedPhrase>();
  const ban = useBanPhrase();
  const submit = (input: SaveBannedPhrase) =>
    ban.mutate(input, {
      onSuccess: () => {
        void message.success(text.phraseAdded);
        form.resetFields();
      },
    });
  const needed = [{ required: true, whitespace: true, message: door.required }];
  return (
    <Form<SaveBannedPhrase>
      form={form}
      layout="vertical"
      requiredMark={false}
      name="banned-phrase"
      initialValues={EMPTY}
      onFinish={submit}
    >
      <Form.Item name="phrase" label={text.phrase} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="why" label={text.phraseWhy} rules={needed}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="severity" label={text.phraseSeverity}>
        <Segmented options={BannedSeverity.options.map((value) => ({ value, label: text.severities[value] }))} />
      </Form.Item>
      <Problem error={ban.error} />
      <Button htmlType="submit" icon={<PlusOutlined aria-hidden="true" />} loading={ban.isPending}>
        {text.phraseAdd}
      </Button>
    </Form>
  );
}
