import type { OwnModel } from '@zhike/contracts';
import { Alert, Form, Input, Segmented } from 'antd';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';
import { isElsewhere, type KeyChoice, type ModelDraft } from './model.draft.js';

/** Makes a key for SECRETS_KEY; the server's refusals name the same command. */
const KEY_COMMAND = `node -p "crypto.randomBytes(32).toString('base64')"`;

interface KeyFieldProps {
  readonly model: OwnModel | undefined;
  readonly hasSecretsKey: boolean;
}

/** Write-only: a stored key is kept, replaced or removed, and never shown. */
export function KeyField({ model, hasSecretsKey }: KeyFieldProps) {
  const { models: text } = useText();
  const form = Form.useFormInstance<ModelDraft>();
  const choice = Form.useWatch('keyChoice', form) as KeyChoice | undefined;
  const url = Form.useWatch('url', form) as string | undefined;
  return (
    <fieldset className="key-field">
      <legend>{text.key}</legend>
      {model?.key ? <ChoiceField /> : <Form.Item name="keyChoice" hidden children={<input />} />}
      {choice === 'keep' ? <KeptKey model={model} isHeldBack={isElsewhere(url ?? '', model)} /> : null}
      {choice === 'remove' ? <p className="soft small">{text.keyGone}</p> : null}
      {choice === 'replace' ? <NewKey isNew={!model?.key} hasSecretsKey={hasSecretsKey} /> : null}
    </fieldset>
  );
}

interface KeptKeyProps extends Pick<KeyFieldProps, 'model'> {
  readonly isHeldBack: boolean;
}

function KeptKey({ model, isHeldBack }: KeptKeyProps) {
  const { models: text } = useText();
  const end = model?.key?.lastFour;
  if (isHeldBack) return <Alert type="warning" showIcon title={text.keyElsewhere} />;
  return <p className="soft small">{end ? text.keyKept(end) : text.keyKeptHidden}</p>;
}

function ChoiceField() {
  const { models: text } = useText();
  const options = [
    { value: 'keep', label: text.keyKeep },
    { value: 'replace', label: text.keyReplace },
    { value: 'remove', label: text.keyRemove },
  ];
  return (
    <Form.Item name="keyChoice">
      <Segmented options={options} aria-label={text.key} />
    </Form.Item>
  );
}

function NewKey({ isNew, hasSecretsKey }: { readonly isNew: boolean; readonly hasSecretsKey: boolean }) {
  const { models: text } = useText();
  if (!hasSecretsKey)
    return (
      <div className="stacked">
        <p className="small">{text.keyNoStore}</p>
        <div className="row">
          <code className="code grow">{KEY_COMMAND}</code>
          <CopyButton what={() => KEY_COMMAND} />
        </div>
      </div>
    );
  return (
    <Form.Item name="key" extra={text.keyHelp} normalize={(key: string) => key.trim()}>
      <Input.Password
        autoComplete="new-password"
        maxLength={500}
        className="mono"
        aria-label={text.keyNew}
        {...(isNew ? { placeholder: text.keyOptional } : {})}
      />
    </Form.Item>
  );
}
