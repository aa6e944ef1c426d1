import { type CuratedSettings, Locale } from '@zhike/contracts';
import { App, Form, InputNumber, Modal } from 'antd';
import { useCuratedSettings, useSaveCuratedSettings } from '../api/curated.queries.js';
import { Loading } from '../shared/loading.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

type Thresholds = CuratedSettings['thresholds'];

/** How near in meaning a question must be, per language; an empty field takes the default. */
export function CuratedSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { act, curated: text } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Thresholds>();
  const settings = useCuratedSettings();
  const saving = useSaveCuratedSettings();
  const submit = ({ zh, en }: Thresholds) =>
    saving.mutate(
      { thresholds: { zh: zh ?? null, en: en ?? null } },
      {
        onSuccess: () => {
          void message.success(text.settingsSaved);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={text.settingsTitle}
      okText={act.save}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{text.settingsLead}</p>
      {settings.data ? (
        <Form<Thresholds> form={form} layout="vertical" initialValues={settings.data.thresholds} onFinish={submit}>
          {Locale.options.map((locale) => (
            <Form.Item key={locale} name={locale} label={text.threshold[locale]}>
              <InputNumber
                min={0.5}
                max={1}
                step={0.01}
                placeholder={text.settingsDefault(String(settings.data.defaults[locale]))}
              />
            </Form.Item>
          ))}
        </Form>
      ) : (
        <Loading rows={2} />
      )}
      <Problem error={settings.error ?? saving.error} />
    </Modal>
  );
}
