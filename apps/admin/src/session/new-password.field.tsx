import { Form, Input } from 'antd';
import { useText } from '../text/text.context.js';
import { PASSWORD_LEAST, PasswordRules } from './password.rules.js';

interface NewPasswordFieldProps {
  /** Of the field in its form. */
  readonly name: string;
  readonly label: string;
  readonly size?: 'large';
  readonly isFirst?: boolean;
}

/** Within a form: a password that is chosen, and how far it is on the way. */
export function NewPasswordField({ name, label, size, isFirst = false }: NewPasswordFieldProps) {
  const { door } = useText();
  const password = Form.useWatch<string | undefined>(name) ?? '';
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        { required: true, message: door.required },
        { min: PASSWORD_LEAST, message: door.passwordShort(PASSWORD_LEAST) },
      ]}
      validateTrigger="onBlur"
      extra={<PasswordRules password={password} />}
    >
      <Input.Password autoComplete="new-password" maxLength={200} autoFocus={isFirst} {...(size ? { size } : {})} />
    </Form.Item>
  );
}
