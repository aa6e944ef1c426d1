import { describe, expect, it } from 'vitest';
import { assertHardToGuess } from './password.strength.js';

const ANA = ['Ana Ferreira', 'ana.ferreira@example.com', '云杉小店'];
const refusal = (password: string) => {
  try {
    assertHardToGuess(password, ANA);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a new password', () => {
  it.each([
    ['a common one', 'password12'],
    ['a common one with signs for letters', 'P@ssw0rd123'],
    ['a common one in full-width letters', 'ｐａｓｓｗｏｒｄ１２'],
    ['a common one with a year', 'iloveyou2026'],
    ['a row of digits', '1234567890'],
    ['a row of keys', 'qwertyuiop'],
    ['one sign again and again', 'aaaaaaaaaaaa'],
    ['one word again and again', '密码密码密码密码密码'],
    ['the own name', 'ferreiraana'],
    ['the own e-mail', 'ana.ferreira@example.com'],
    ['the shop', '云杉小店云杉小店云杉小店'],
    ['the product', 'zhikezhike1'],
  ])('is not %s', (_, password) => {
    expect(refusal(password)).toBe('password-easy');
  });

  it.each([
    'correct horse battery',
    'violet kettle drum',
    '青石板上的旧雨伞和猫',
    'kH7-wq.Zu2+e',
    'a'.repeat(20) + ' and then a long way home',
  ])('may be %s', (password) => {
    expect(refusal(password)).toBeUndefined();
  });

  it('is reckoned quickly, however long it is', () => {
    const begun = performance.now();
    refusal('aB3'.repeat(66));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
