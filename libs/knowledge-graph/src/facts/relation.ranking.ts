import type { Locale } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { foldName } from '../mentions.js';
import { dot } from '../question.vectors.js';
import { isAskedByOtherWords, putAlike } from './asking.words.js';
import type { QuestionPart } from './question.parts.js';

/** What speaks for one part of a question asking for one relation, whatever the entity. */
export interface RankedRelation {
  readonly relation: string;
  /** 1: the clause holds the relation's name; 0.9: all its words in order, with others between (「周边的酒店」). */
  readonly named: number;
  /** Where in the clause its name ends; relations are told in the order in which they are asked. */
  readonly at: number;
  /** The share of the relation's terms that the part holds. */
  readonly share: number;
  /** The part uses a word by which people ask for such a relation. */
  readonly byOtherWords: boolean;
  /** Cosine of the part with the relation's name; undefined without a model. */
  readonly cosine: number | undefined;
}

const IN_ORDER = 0.9;
const MOST_NAMES = 20_000;

/** Which relations a part of a question asks for. */
export class RelationRanking {
  /** Names of relations are few and come again with every question. */
  private readonly vectors = new Map<string, Float32Array>();
  private readonly names = new Map<string, RelationName>();

  constructor(private readonly embedder: Embedder) {}

  /** Every relation against every part, in their order; the best is the caller's to choose. */
  async rank(
    parts: readonly QuestionPart[],
    relations: readonly string[],
    locale: Locale,
    signal: AbortSignal,
  ): Promise<readonly (readonly RankedRelation[])[]> {
    const texts = parts.map(({ text }) => text);
    const [ofParts, ofRelations] = await Promise.all([
      this.embedder.embed(texts, { locale, as: 'passage', signal }),
      this.vectorsOf(relations, locale, signal),
    ]);
    const names = relations.map((relation) => ({ relation, name: this.nameOf(relation) }));
    return parts.map(readPart).map((part, place) =>
      names.map(({ relation, name }) => {
        const [left, right] = [ofParts?.[place], ofRelations.get(relation)];
        const cosine = left && right ? dot(left, right) : undefined;
        return { relation, ...wordsFor(relation, name, part, locale), cosine };
      }),
    );
  }

  /** The relations that a text holds by name or by a word people ask for them with; of names within names the longest. No model is asked. */
  namedIn(part: QuestionPart, relations: readonly string[], locale: Locale): readonly string[] {
    const words = readPart(part);
    const found = relations.flatMap((relation) => {
      const { named, byOtherWords } = wordsFor(relation, this.nameOf(relation), words, locale);
      return named || byOtherWords ? [{ relation, named }] : [];
    });
    const named = found.filter((one) => one.named > 0);
    const best = (named.length ? named : found).map(({ relation }) => relation);
    return best.filter((relation) => !best.some((other) => other !== relation && other.includes(relation)));
  }

  /** What a text says beside a relation's name, in reading order from there; undefined where it does not name it. */
  restBeside(relation: string, { text }: QuestionPart, locale: Locale): string | undefined {
    for (const { whole, words } of this.nameOf(relation).spellings)
      for (const said of [text, putAlike(text)]) {
        const span = spanOf(said, said.includes(whole) ? [whole] : words);
        if (span && locale === 'zh') return said.slice(span.end);
        if (span) return `${said.slice(0, span.start)} ${said.slice(span.end)}`.trim();
      }
    return undefined;
  }

  private nameOf(relation: string): RelationName {
    if (this.names.size > MOST_NAMES) this.names.clear();
    const name = this.names.get(relation) ?? read(relation);
    this.names.set(relation, name);
    return name;
  }

  private async vectorsOf(
    relations: readonly string[],
    locale: Locale,
    signal: AbortSignal,
  ): Promise<Map<string, Float32Array>> {
    const model = this.embedder.modelId(locale) ?? '';
    const keyOf = (relation: string) => `${model}\u0000${relation}`;
    if (this.vectors.size > MOST_NAMES) this.vectors.clear();
    const unknown = relations.filter((relation) => !this.vectors.has(keyOf(relation)));
    const fresh = unknown.length ? await this.embedder.embed(unknown, { locale, as: 'passage', signal }) : [];
    unknown.forEach((relation, place) => {
      const vector = fresh?.[place];
      if (vector) this.vectors.set(keyOf(relation), vector);
    });
    return new Map(
      relations.flatMap((relation) => {
        const vector = this.vectors.get(keyOf(relation));
        return vector ? [[relation, vector] as const] : [];
      }),
    );
  }
}

/** A relation's name, read once. */
interface RelationName {
  readonly terms: readonly string[];
  readonly spellings: readonly { readonly whole: string; readonly words: readonly string[] }[];
}

function read(relation: string): RelationName {
  const folded = foldName(relation);
  const spellings = [...new Set([folded, putAlike(folded)])]
    .filter((name) => name.length > 1)
    .map((name) => ({ whole: squeeze(name), words: wordsOf(name) }));
  return { terms: [...new Set(termsOf(relation))], spellings };
}

/** What the words of a part are compared by. */
interface PartWords {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly clauses: readonly string[];
}

function readPart({ text, clause }: QuestionPart): PartWords {
  return { text, terms: new Set(termsOf(text)), clauses: [squeeze(clause), squeeze(putAlike(clause))] };
}

function wordsFor(
  relation: string,
  { terms, spellings }: RelationName,
  part: PartWords,
  locale: Locale,
): Omit<RankedRelation, 'relation' | 'cosine'> {
  const found = spellings.flatMap((name) => part.clauses.map((clause) => namedIn(clause, name)));
  const best = found.reduce((one, other) => (other.named > one.named ? other : one), NOT_NAMED);
  return {
    ...best,
    share: terms.length ? terms.filter((term) => part.terms.has(term)).length / terms.length : 0,
    byOtherWords: isAskedByOtherWords(relation, part.text, locale),
  };
}

type Named = Pick<RankedRelation, 'named' | 'at'>;
const NOT_NAMED: Named = { named: 0, at: Infinity };

function namedIn(clause: string, { whole, words }: RelationName['spellings'][number]): Named {
  const at = clause.indexOf(whole);
  if (at >= 0) return { named: 1, at: at + whole.length };
  const span = words.length > 1 ? spanOf(clause, words) : undefined;
  return span ? { named: IN_ORDER, at: span.end } : NOT_NAMED;
}

/** Where all words stand in their order, whatever stands between them. */
function spanOf(text: string, words: readonly string[]): { start: number; end: number } | undefined {
  let span: { start: number; end: number } | undefined;
  for (const word of words) {
    const at = text.indexOf(word, span?.end ?? 0);
    if (at < 0) return undefined;
    span = { start: span?.start ?? at, end: at + word.length };
  }
  return span;
}

/** Without spaces, and without the s of the English plural, which names and questions leave out or add. */
const squeeze = (text: string) => text.replace(/(?<=[a-z]{3})s\b/gu, '').replace(/\s+/gu, '');
const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a relation's name; none where one of them is a single sign, which would be found anywhere. */
function wordsOf(name: string): string[] {
  const words = [...chinese.segment(name)].map(({ segment }) => squeeze(segment)).filter((word) => word.trim());
  return words.every((word) => word.length > 1) ? words : [];
}
