import type { Locale } from '@zhike/contracts';
import type { Redaction, Redactor } from '@zhike/ports';
import { findPersonal } from './personal-data.finder.js';
import type { PersonalKind, PersonalSpan } from './personal-data.kinds.js';

const NAMES: Readonly<Record<PersonalKind, Readonly<Record<Locale, string>>>> = {
  'identity-card': { zh: '身份证号', en: 'ID_CARD' },
  passport: { zh: '护照号', en: 'PASSPORT' },
  'bank-card': { zh: '银行卡号', en: 'CARD' },
  phone: { zh: '电话号码', en: 'PHONE' },
  email: { zh: '邮箱', en: 'EMAIL' },
  address: { zh: '地址', en: 'ADDRESS' },
  'licence-plate': { zh: '车牌号', en: 'LICENCE_PLATE' },
  'credit-code': { zh: '信用代码', en: 'CREDIT_CODE' },
  iban: { zh: '银行账号', en: 'IBAN' },
  'ip-address': { zh: 'IP地址', en: 'IP_ADDRESS' },
  'us-ssn': { zh: '社会保障号', en: 'SSN' },
  name: { zh: '姓名', en: 'NAME' },
};
/** Written so by a customer, it would pass for one of ours. */
const LOOKALIKE = /[〔[]([^〔〕[\]\n]{1,20}\d)[〕\]]/gu;

/** Province, city and district say what delivery costs, and not who lives there. */
const AREA =
  /^(?:\p{Script=Han}{2,8}?(?:省|自治区|特别行政区))?(?:\p{Script=Han}{2,8}?(?:市|自治州|地区|盟))?(?:\p{Script=Han}{1,8}?(?:区|县|旗))?/u;

/** 〔电话号码1〕, [PHONE_1]: a model can speak of it, and nobody learns it. */
export class PlaceholderRedactor implements Redactor {
  redact(texts: readonly string[], locale: Locale): Redaction {
    const placeholders = new Placeholders(locale);
    const redacted = texts.map((text) => placeholders.put(text));
    return { texts: redacted, values: placeholders.values, counts: placeholders.counts };
  }
}

class Placeholders {
  readonly values = new Map<string, string>();
  readonly counts: Partial<Record<PersonalKind, number>> = {};
  private readonly known = new Map<string, string>();

  constructor(private readonly locale: Locale) {}

  put(text: string): string {
    let written = '';
    let from = 0;
    for (const { kind, start, end } of findPersonal(text).map((span) => afterArea(text, span))) {
      written += plainBrackets(text.slice(from, start)) + this.placeholderFor(kind, text.slice(start, end));
      from = end;
    }
    return written + plainBrackets(text.slice(from));
  }

  private placeholderFor(kind: PersonalKind, value: string): string {
    const key = `${kind}:${value
      .normalize('NFKC')
      .replaceAll(/[\s()-]/gu, '')
      .toLowerCase()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = (this.counts[kind] ?? 0) + 1;
    const name = NAMES[kind][this.locale];
    const placeholder = this.locale === 'zh' ? `〔${name}${number}〕` : `[${name}_${number}]`;
    this.counts[kind] = number;
    this.known.set(key, placeholder);
    this.values.set(placeholder, value);
    return placeholder;
  }
}

function afterArea(text: string, span: PersonalSpan): PersonalSpan {
  if (span.kind !== 'address') return span;
  const area = AREA.exec(text.slice(span.start, span.end))?.[0].length ?? 0;
  return { ...span, start: span.start + area };
}

const plainBrackets = (text: string) => text.replaceAll(LOOKALIKE, '($1)');
