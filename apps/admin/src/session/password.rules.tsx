import { CheckCircleFilled, InfoCircleOutlined } from '@ant-design/icons';
import { useText } from '../text/text.context.js';

export const PASSWORD_LEAST = 10;

/** The one rule there is, and how far the password is on the way to it. */
export function PasswordRules({ password }: { readonly password: string }) {
  const { door } = useText();
  const isEnough = password.length >= PASSWORD_LEAST;
  return (
    <span className="password-rules">
      <span className={isEnough ? 'is-met' : ''}>
        {isEnough ? <CheckCircleFilled aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}{' '}
        {isEnough ? door.passwordEnough : door.passwordCount(password.length, PASSWORD_LEAST)}
      </span>
      <br />
      {door.passwordAdvice}
    </span>
  );
}
