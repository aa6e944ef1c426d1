import type { E5File } from './e5.file.js';

/** Stands for a space in SentencePiece's vocabularies. */
const SPACE = '▁';
/** Written in what Chinese, English, numbers and punctuation are written in. */
const WANTED = new RegExp(`^[${SPACE}\\p{ASCII}\\p{Script=Han}\\p{Script=Common}]*$`, 'u');
const LONE_LETTER = /^\p{Script=Latin}$/u;
const BEGIN = '<s>';
const END = '</s>';
const SPECIAL = [BEGIN, '<pad>', END, '<unk>'];
/** What SentencePiece's `nmt_nfkc` does besides NFKC: control signs go, and every kind of space is one. */
const CONTROLS = '[\\u0001-\\u0008\\u000B\\u000E-\\u001F\\u007F\\u008F\\u009F]';
const SPACES = '[\\u0009\\u000A\\u000C\\u000D\\u1680\\u200B-\\u200F\\u2028\\u2029\\u2581\\uFEFF\\uFFFD]';

/**
 * The pieces the product's two languages need, by their ids in the file; the place in the list is the new id. Of 250,002
 * pieces two fifths remain: the rest is other scripts, and its rows are more than half of the whole model.
 */
export function wantedPieces({ pieces }: E5File): readonly number[] {
  return pieces.flatMap(({ text }, id) => (SPECIAL.includes(text) || isWanted(text) ? [id] : []));
}

function isWanted(text: string): boolean {
  return text !== '<mask>' && (WANTED.test(text) || LONE_LETTER.test(text.replace(SPACE, '')));
}

/** A `tokenizer.json` in Hugging Face's format for those pieces. */
export function tokenizerJson(file: E5File, wanted: readonly number[]): string {
  const vocabulary = wanted.map((id) => {
    const { text = '', score = 0 } = file.pieces[id] ?? {};
    // Seven digits say the same single precision number.
    return [text, Number(score.toPrecision(7))] as const;
  });
  const idOf = (token: string) => vocabulary.findIndex(([text]) => text === token);
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content) => ({
      id: idOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [replacing(CONTROLS, ''), replacing(SPACES, ' '), { type: 'NFKC' }, replacing(' {2,}', ' ')],
    },
    pre_tokenizer: { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'always', split: false },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special(BEGIN), { Sequence: { id: 'A', type_id: 0 } }, special(END)],
      pair: [
        special(BEGIN),
        { Sequence: { id: 'A', type_id: 0 } },
        special(END),
        { Sequence: { id: 'B', type_id: 0 } },
      ],
      special_tokens: Object.fromEntries(
        [BEGIN, END].map((token) => [token, { id: token, ids: [idOf(token)], tokens: [token] }]),
      ),
    },
    decoder: { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'always', split: false },
    model: { type: 'Unigram', unk_id: wanted.indexOf(file.unknownId), vocab: vocabulary },
  });
}

const replacing = (pattern: string, content: string) => ({ type: 'Replace', pattern: { Regex: pattern }, content });
const special = (token: string) => ({ SpecialToken: { id: token, type_id: 0 } });
