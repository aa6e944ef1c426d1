import { Certainty, type Recogniser } from './personal-data.kinds.js';

const HAN = '\\p{Script=Han}';
const COUNT = '[\\d一二三四五六七八九十百甲乙丙A-Za-z]{1,6}';
const AREA = `(?:${HAN}{2,8}?(?:省|自治区|特别行政区))?(?:${HAN}{2,8}?(?:市|自治州|地区|盟))?(?:${HAN}{1,8}?(?:区|县|旗|市))?(?:${HAN}{1,8}?(?:街道|镇|乡|村))?`;
const HOUSE = `(?:[ ,，]?(?:[${HAN}A-Za-z\\d]{1,14}?(?:小区|大厦|广场|花园|公寓|家园|新村|园|苑|城|院|中心))?(?:[ -]?${COUNT} ?(?:号楼|号院|栋|幢|座|单元|楼|层|室|号|房)){0,5}(?:[ -]\\d{2,5})?)`;
/** What leads up to an address is no part of it. */
const LEAD = /^.*?(?:住在|地址(?:是|为|:|：)?|寄到|寄往|送到|送往|发到|改到|改成|改为|在|到|是|为|往)(?=.{2})/u;

const fromLead = (value: string): readonly [number, number] => [LEAD.exec(value)?.[0].length ?? 0, value.length];

const STREET =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Parkway|Pkwy|Highway|Hwy|Circle|Crescent|Close|Alley|Row';
const FLAT = '(?:[,.]?\\s{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|#)\\.? ?[\\w-]{1,6})?';
const TOWN =
  "(?:,?\\s{1,3}(?:[A-Z][\\p{L}'-]{1,20}\\s?){1,4})?(?:,?\\s{1,3}[A-Z]{2})?(?:,?\\s{1,3}(?:\\d{5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}))?";

/** Where a person lives, by the structure of what is written; no map is asked. */
export const PLACE_RECOGNISERS: readonly Recogniser[] = [
  {
    kind: 'address',
    certainty: Certainty.shape,
    pattern: new RegExp(
      `${AREA}${HAN}{1,10}?(?:路|街|大道|道|巷|弄|胡同|里)${HAN}{0,3}? ?${COUNT} ?(?:号|弄)${HOUSE}`,
      'gu',
    ),
    cut: fromLead,
  },
  {
    kind: 'address',
    certainty: Certainty.shape,
    // Without a street: an area of two levels at least, and a house.
    pattern: new RegExp(
      `${HAN}{2,8}?(?:省|自治区|市|自治州)${HAN}{1,8}?(?:市|区|县|旗)${HAN}{1,14}?(?:小区|大厦|花园|公寓|家园|新村|苑|村|大学|学校|医院)(?:[ -]?${COUNT} ?(?:号楼|栋|幢|座|单元|楼|层|室|号|房|组)){1,5}(?:[ -]?\\d{2,5})?`,
      'gu',
    ),
    cut: fromLead,
  },
  {
    kind: 'address',
    certainty: Certainty.shape,
    pattern: new RegExp(
      `(?<![\\d.-])\\d{1,6}[A-Z]?\\s(?:(?:[A-Z][\\p{L}'.-]{0,20}|\\d{1,3}(?:st|nd|rd|th)?)\\s){1,5}(?:${STREET})\\b\\.?${FLAT}${TOWN}`,
      'gu',
    ),
  },
  {
    kind: 'address',
    certainty: Certainty.shape,
    pattern: new RegExp(
      `(?:P\\.? ?O\\.? ?Box|PSC \\d{1,5},? Box|Unit \\d{1,5} Box) \\d{1,6}(?:\\s[AFD]PO\\s[A-Z]{2}\\s\\d{5}|${TOWN})`,
      'gu',
    ),
  },
];
