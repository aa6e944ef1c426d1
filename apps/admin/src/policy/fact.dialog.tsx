import type { FactDraft } from '@zhike/contracts';
import { Form, Input, Modal } from 'antd';
import { useText } from '../text/text.context.js';
import type { EditableFact } from './draft.js';

interface FactDialogProps {
  readonly fact: EditableFact | undefined;
  readonly onPut: (fact: FactDraft & { uid?: string | undefined }) => void;
  readonly onClose: () => void;
}

export function FactDialog({ fact, onPut, onClose }: FactDialogProps) {
  const { facts: text, door } = useText();
  const [form] = Form.useForm<FactDraft>();
  const rules = [{ required: true, whitespace: true, message: door.required }];
  const put = ({ entity, relation, value }: FactDraft) => {
    onPut({ uid: fact?.uid, entity: entity.trim(), relation: relation.trim(), value: value.trim() });
    onClose();
  };
  return (
    <Modal open title={fact ? text.edit : text.add} onOk={() => form.submit()} onCancel={onClose}>
      <Form<FactDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={put}
        name="fact"
        {...(fact ? { initialValues: fact } : {})}
      >
        <Form.Item name="entity" label={text.entity} rules={rules}>
          <Input autoFocus placeholder={text.entityHint} maxLength={500} />
        </Form.Item>
        <Form.Item name="relation" label={text.relation} rules={rules}>
          <Input placeholder={text.relationHint} maxLength={200} />
        </Form.Item>
        <Form.Item name="value" label={text.value} rules={rules}>
          <Input.TextArea placeholder={text.valueHint} maxLength={20_000} autoSize={{ minRows: 2, maxRows: 10 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
