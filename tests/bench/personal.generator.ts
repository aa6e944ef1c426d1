import type { PersonalKind } from '@zhike/content-safety';

/** A line in which one thing is personal. */
export interface PersonalLine {
  readonly kind: PersonalKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Random = () => number;
const digit = (random: Random) => String(Math.floor(random() * 10));
const digits = (random: Random, count: number) => Array.from({ length: count }, () => digit(random)).join('');
const one = <Item>(list: readonly Item[], random: Random): Item => list[Math.floor(random() * list.length)] as Item;
const two = (value: number) => String(value).padStart(2, '0');

function identityCard(random: Random): string {
  const date = `${1950 + Math.floor(random() * 60)}${two(1 + Math.floor(random() * 12))}${two(1 + Math.floor(random() * 28))}`;
  const body = `${one(['110105', '310115', '440305', '510104'], random)}${date}${digits(random, 3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

function bankCard(random: Random): string {
  const body = one(['622202', '621700', '625965', '4', '5412', '3568'], random);
  const length = body === '4' || body.startsWith('5') || body.startsWith('3') ? 16 : one([16, 19], random);
  const start = body + digits(random, length - body.length - 1);
  const check = Array.from({ length: 10 }, (_, last) => `${start}${last}`).find(luhn) ?? start;
  return random() < 0.5 ? check : check.replace(/\d{4}(?=\d)/gu, '$& ');
}

function luhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, sign, at) => {
    const value = Number(sign) * (at % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function creditCode(random: Random): string {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91${one(['110000', '310115', '440300'], random)}MA${Array.from({ length: 7 }, () => one([...signs], random)).join('')}`;
  const sum = [...body].reduce((total, sign, at) => total + signs.indexOf(sign) * (3 ** at % 31), 0);
  return body + signs[(31 - (sum % 31)) % 31];
}

function iban(random: Random): string {
  const account = digits(random, 18);
  const checks = Array.from({ length: 99 }, (_, check) => two(check)).find(
    (check) => BigInt(`${account}1314${check}`) % 97n === 1n,
  );
  return `DE${checks ?? '00'}${account}`;
}

const PLATE = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const KINDS: readonly (readonly [PersonalKind, (random: Random) => string, readonly string[]])[] = [
  ['identity-card', identityCard, ['我的身份证号是#，麻烦登记', '#，实名用这个']],
  ['bank-card', bankCard, ['退到#这张卡', 'please refund to # today']],
  [
    'phone',
    (random) => `1${one(['38', '59', '77', '99'], random)}${digits(random, 8)}`,
    ['打#给我', '电话#，谢谢', 'my number is #'],
  ],
  [
    'phone',
    (random) => `0${one(['10', '21', '755', '571'], random)}-${one(['6', '8'], random)}${digits(random, 7)}`,
    ['座机#转前台', '请拨#'],
  ],
  [
    'phone',
    (random) => `+${one(['44 20', '1 212', '49 30', '65 6'], random)}${digits(random, 3)} ${digits(random, 4)}`,
    ['reach me on # after six'],
  ],
  [
    'email',
    (random) =>
      `${one(['li.ming', 'j_smith', 'wang+shop'], random)}${digits(random, 2)}@${one(['example.com', 'mail.example.cn'], random)}`,
    ['发到#就行', 'write to #.'],
  ],
  [
    'licence-plate',
    (random) =>
      `${one([...'京沪粤苏浙川'], random)}${one([...PLATE], random)}${one(['', '·'], random)}${digits(random, 5)}`,
    ['车牌#，停哪里', '#的车到了'],
  ],
  [
    'licence-plate',
    (random) => `${one([...'京沪粤'], random)}${one([...PLATE], random)}${one(['D', 'F'], random)}${digits(random, 5)}`,
    ['新能源#可以充电吗'],
  ],
  ['credit-code', creditCode, ['开票税号#', '公司代码：#。']],
  ['iban', iban, ['IBAN #, thank you', '转到#']],
  [
    'ip-address',
    (random) =>
      `${1 + Math.floor(random() * 220)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`,
    ['登录IP #异常', 'blocked from # again'],
  ],
  ['passport', (random) => `E${digits(random, 8)}`, ['护照号码#', 'passport no. #, valid']],
  [
    'us-ssn',
    (random) =>
      `${one(['123', '456', '078'], random)}-${one(['45', '12'], random)}-${1 + Math.floor(random() * 9)}${digits(random, 3)}`,
    ['my SSN is #, ok?'],
  ],
];

/** So many lines of every kind that has a structure. */
export function personalLines(each: number, random: Random): PersonalLine[] {
  return KINDS.flatMap(([kind, make, lines]) =>
    Array.from({ length: each }, () => {
      const value = make(random);
      const line = one(lines, random);
      const start = line.indexOf('#');
      return { kind, text: line.replace('#', value), start, end: start + value.length };
    }),
  );
}
