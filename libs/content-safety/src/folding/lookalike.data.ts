// Our own selection: letters of other scripts that a reader takes for a Latin one at a glance. Unicode's confusables hold
// thousands of pairs, most of which nobody types; every pair here costs precision for those who write that script.

/** Letters, then the Latin letters they look like, in the same order. Upper case is listed where it looks like another letter than lower case. */
const PAIRS: readonly (readonly [from: string, to: string])[] = [
  ['аеорсухіѕјкмтнвԁԛԝһӏ', 'aeopcyxisjkmthbdqwhl'],
  ['АВЕКМНОРСТУХІЅЈЗ', 'abekmhopctyxisj3'],
  ['αονρυικετχηωγβ', 'aovpuiketxnwyb'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'],
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['ɑɡıłøđħʀɩ', 'agilodhri'],
];

export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap(([from, to]) => [...from].map((letter, at) => [letter, [...to][at] ?? letter] as const)),
);

/** Signs and digits that stand for letters. A class holds what may be written for one another; its name is its digit. */
export const LEET_CLASSES: readonly (readonly [name: string, members: string])[] = [
  ['0', '0o'],
  ['1', '1il!|'],
  ['2', '2z'],
  ['3', '3e€'],
  ['4', '4a@'],
  ['5', '5s$'],
  ['7', '7t'],
  ['8', '8b'],
  ['9', '9g'],
];

/** Digits as Chinese and typography write them, each list from nought. `·` holds a place that has no sign. */
export const NUMBER_STYLES: readonly string[] = [
  '〇一二三四五六七八九',
  '零壹贰叁肆伍陆柒捌玖',
  '○弌貳參·····',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⓿❶❷❸❹❺❻❼❽❾',
  '·⓵⓶⓷⓸⓹⓺⓻⓼⓽',
  '·⑴⑵⑶⑷⑸⑹⑺⑻⑼',
  '·⒈⒉⒊⒋⒌⒍⒎⒏⒐',
  '·➀➁➂➃➄➅➆➇➈',
  '·➊➋➌➍➎➏➐➑➒',
  '·㈠㈡㈢㈣㈤㈥㈦㈧㈨',
  '·㊀㊁㊂㊃㊄㊅㊆㊇㊈',
];
