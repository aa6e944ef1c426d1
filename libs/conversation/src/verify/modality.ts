import { foldText } from './folded.text.js';

/** How firmly something is said: one may, must, should, must not, need not; it might be; it is so as a rule. */
export type Mode = 'may' | 'must' | 'should' | 'forbidden' | 'exempt' | 'might' | 'usually';

/** Tried in order; what one has read the next does not see, so 「不得不」 is no 「不得」 and "may not" no "may". */
const MODES: readonly (readonly [Mode, RegExp])[] = [
  ['must', /不得不|不能不|不可不|非\p{Script=Han}{1,6}不可/gu],
  [
    'exempt',
    /不必|不需要?|无需|无须|不用|免于|(?:do|does|did)(?: not|n't) (?:have|need) to|need(?: not|n't)|(?:is|are)(?: not|n't) (?:required|obliged)|no need/gu,
  ],
  [
    'forbidden',
    /不得(?!超过|少于|低于)|不能|不可以?|不予|不准|不许|禁止|严禁|谢绝|(?:can|may|must|should|could|shall|will)(?: not|n't)\b|cannot\b|won't\b|(?:is|are)(?: not|n't) (?:allowed|permitted|able|eligible|entitled)|prohibited|forbidden|not be\b/gu,
  ],
  ['might', /可能|也许|或许|\bmight\b|\bperhaps\b|\bpossibly\b/gu],
  ['usually', /通常|一般(?:情况下|来说)?|大多|\b(?:usually|normally|typically|generally|in most cases)\b/gu],
  [
    'must',
    /必须|应当|务必|需要|须|应该|应(?!急|用|付|收|季)|一定要|\b(?:must|shall|have to|has to|need to|needs to|required to|is required|are required|obliged to)\b/gu,
  ],
  ['should', /建议|最好|推荐|\b(?:should|recommend(?:s|ed)?|advised?|ought to)\b/gu],
  [
    'may',
    /可以|可(?!能|靠|见|爱|否)|能(?!力|源|量|否)|有权|允许|\b(?:may|can|could|allowed to|permitted to|entitled to|eligible to|able to)\b/gu,
  ],
];

/** A mode with the word it is said of: „may cancel“. */
export interface SaidMode {
  readonly mode: Mode;
  /** The next word of English, the next two characters of Chinese; empty at the end of a text. */
  readonly of: string;
}

export const modesIn = (text: string): Set<Mode> => new Set(saidModes(text).map(({ mode }) => mode));

export function saidModes(text: string): SaidMode[] {
  const said: SaidMode[] = [];
  MODES.reduce(
    (rest, [mode, pattern]) =>
      rest.replace(pattern, (...found: readonly (string | number)[]) => {
        const match = String(found[0]);
        const at = Number(found.find((part) => typeof part === 'number'));
        said.push({ mode, of: nextWord(rest.slice(at + match.length)) });
        return ' '.repeat(match.length);
      }),
    foldText(text).replace(/是否可以|可不可以|能不能|能否|可否|是否/gu, ' '),
  );
  return said;
}

const nextWord = (after: string) =>
  /^\s*(?:(?:then|also|first|only|always|be|have|still)\s+)*([a-z'-]+|\p{Script=Han}{1,2})/u.exec(after)?.[1] ?? '';
