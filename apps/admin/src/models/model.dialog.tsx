import type { OwnModel, OwnModels } from '@zhike/contracts';
import { App, Form, Modal } from 'antd';
import { useAddModel, useChangeModel } from '../api/model.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { KeyField } from './key.field.js';
import { draftOf, type ModelDraft, toAdd, toChange } from './model.draft.js';
import { ModelFields, NumberFields } from './model.fields.js';

interface ModelDialogProps {
  readonly setting: OwnModels;
  /** Without one it is a new model. */
  readonly model?: OwnModel;
  readonly onClose: () => void;
}

export function ModelDialog({ setting, model, onClose }: ModelDialogProps) {
  const { act, models: text } = useText();
  const [form] = Form.useForm<ModelDraft>();
  const { save, isSaving, error } = useSaving(model, onClose);
  return (
    <Modal
      open
      width={620}
      title={model ? text.editTitle : text.create}
      okText={act.save}
      cancelText={act.cancel}
      confirmLoading={isSaving}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<ModelDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        name="own-model"
        autoComplete="off"
        initialValues={draftOf(model, 'hard')}
        // Fields that are not on the page, such as a closed group's, count as well.
        onFinish={() => save(form.getFieldsValue(true) as ModelDraft)}
      >
        <ModelFields allowsPrivate={setting.allowsPrivate} error={error} />
        <KeyField model={model} hasSecretsKey={setting.hasSecretsKey} />
        <NumberFields />
      </Form>
      <p className="soft small">{text.sends}</p>
      <Problem error={error} />
    </Modal>
  );
}

function useSaving(model: OwnModel | undefined, onClose: () => void) {
  const { models: text } = useText();
  const { message } = App.useApp();
  const add = useAddModel();
  const change = useChangeModel();
  const onSuccess = () => {
    void message.success(text.saved);
    onClose();
  };
  const save = (draft: ModelDraft) => {
    if (model) change.mutate({ id: model.id, ...toChange(draft) }, { onSuccess });
    else add.mutate(toAdd(draft), { onSuccess });
  };
  const saving = model ? change : add;
  return { save, isSaving: saving.isPending, error: saving.error };
}
