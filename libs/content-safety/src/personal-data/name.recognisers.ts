import { Certainty, type Recogniser } from './personal-data.kinds.js';

/** The hundred most frequent surnames (Ministry of Public Security, 2021) with the compound ones that are still common. */
const SURNAMES =
  '欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|慕容|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]';
/** Behind two characters these go on with the sentence; few given names end in one. */
const GOES_ON = /^.{2}[想要的是在有去来买退问我你您给了把说和跟就也还能可请帮]/u;
const LATIN_NAME = "\\p{Lu}[\\p{L}'’-]{1,20}";

const twoOrThree = (value: string): readonly [number, number] => [
  0,
  GOES_ON.test(value) && !/^(?:欧阳|上官|司马|诸葛|司徒)/u.test(value) ? 2 : value.length,
];

/** Names where a person gives one: a name alone is a word like others, and a guess at every capital would hide the shop's goods. */
export const NAME_RECOGNISERS: readonly Recogniser[] = [
  {
    kind: 'name',
    certainty: Certainty.context,
    pattern: new RegExp(`(?:${SURNAMES})\\p{Script=Han}{1,2}`, 'gu'),
    before:
      /(?:我叫|我是|我姓名是|姓名(?:是|为)?|名字(?:是|叫)|收件人(?:是|为)?|收货人(?:是|为)?|联系人(?:是|为)?|持卡人(?:是|为)?|本人)[:： ]?$/u,
    cut: twoOrThree,
  },
  {
    kind: 'name',
    certainty: Certainty.context,
    pattern: new RegExp(`(?<![\\p{L}])${LATIN_NAME}(?: (?:${LATIN_NAME}|\\p{Lu}\\.?(?![\\p{L}]))){0,3}`, 'gu'),
    before:
      /(?:(?:my|his|her|full|account|cardholder'?s?) name(?: is|:)|name on the (?:card|account)(?: is|:)|\bname:|\bi(?: a|')m called|\b(?:mr|mrs|ms|miss|dr)\.?) $/iu,
  },
  {
    kind: 'name',
    certainty: Certainty.context,
    // “I am Happy” is no name: two words at least.
    pattern: new RegExp(`(?<![\\p{L}])${LATIN_NAME}(?: \\p{Lu}\\.?)? ${LATIN_NAME}`, 'gu'),
    before: /(?:\bi am|\bi'm|\bi’m|\bthis is|\bregards,|\bsincerely,|\bcheers,)\s$/iu,
  },
];
