import type { Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { Utterance } from '@zhike/ports';
import { caseIn, yesNoQuestionIn } from './yes-no.question.js';
import { conceptsOf, deniedFrom, denies } from './words.js';

export interface SaidPiece {
  readonly concepts: ReadonlySet<string>;
  /** Those of them that a denial reaches. */
  readonly denied: ReadonlySet<string>;
}

/** One thing known of the customer's case. */
export interface ToldFact {
  readonly text: string;
  readonly concepts: ReadonlySet<string>;
  readonly isDenied: boolean;
  /** Its clauses, each with a denial of its own: „I am not a member, but I have a receipt“. */
  readonly pieces: readonly SaidPiece[];
  /** An answer to a question of ours weighs more than what was said by itself. */
  readonly isReply: boolean;
  /** It was a no. */
  readonly isNo: boolean;
}

export interface Told {
  /** What we asked and the customer answered by yes or no or with a choice, oldest first. */
  readonly replies: readonly ToldFact[];
  readonly statements: readonly ToldFact[];
  /** What the question itself says of the case: „engraved cups“ in "Can I return engraved cups?". */
  readonly inQuestion: readonly ToldFact[];
}

const YES: Record<Locale, RegExp> = {
  zh: /^(?:是|对|有|会|能|可以|已经|嗯|好)/u,
  en: /^(?:yes|yeah|yep|yup|correct|right|sure|i (?:do|am|have|did|was|will|can)\b(?! not))/iu,
};
const NO: Record<Locale, RegExp> = {
  zh: /^(?:不|没|否|未|还没|都不|都没|并没)/u,
  en: /^(?:no|nope|not|none|neither|i (?:do|am|have|did|was|will|can)(?: not|n['’]t)|i['’]m not)\b/iu,
};
const PIECES: Record<Locale, RegExp> = {
  zh: /[，,]/u,
  en: /,|;|\b(?:but|because|so|although|though)\b|\band\b(?=\s+(?:i|my|we|our|am|is|are|was|were|have|has|had|do|did|will|can|get|got|want|need)\b)/iu,
};
const ASKS = /[?？]["'”’」』）)]*\s*$/u;

/** Reads the conversation for what the customer has said of their own case. */
export function readTold(history: readonly Utterance[], question: string, locale: Locale): Told {
  const replies: ToldFact[] = [];
  const statements: ToldFact[] = [];
  history.forEach(({ role, text }, place) => {
    if (role !== 'customer') return;
    const before = history[place - 1];
    const reply = before?.role === 'agent' ? replyTo(before, text, locale) : undefined;
    if (reply) replies.push(reply);
    else statements.push(...statementsIn(text, locale));
  });
  const asked = yesNoQuestionIn(question, locale) ?? '';
  // A Chinese question holds its own predicate, which denies and affirms by itself; an English one may be taken whole.
  const inQuestion = caseIn(asked, locale) ?? (locale === 'en' ? asked : '');
  return {
    replies,
    statements: [...statements, ...statementsIn(question, locale)],
    inQuestion: inQuestion ? [factOf(inQuestion, locale, false)] : [],
  };
}

function replyTo(asked: Utterance, text: string, locale: Locale): ToldFact | undefined {
  if (!ASKS.test(asked.text.trim())) return undefined;
  const said = text.trim();
  const isNo = NO[locale].test(said);
  const question = splitSentences(asked.text).at(-1) ?? asked.text;
  if (isNo || YES[locale].test(said)) return factOf(question, locale, true, isNo);
  return factOf(said, locale, true);
}

const statementsIn = (text: string, locale: Locale) =>
  splitSentences(text)
    .filter((sentence) => !ASKS.test(sentence) && !yesNoQuestionIn(sentence, locale))
    .map((sentence) => factOf(sentence, locale, false));

const factOf = (text: string, locale: Locale, isReply: boolean, isNo = false): ToldFact => ({
  text,
  concepts: conceptsOf(text, locale),
  isDenied: denies(text, locale) !== isNo,
  isReply,
  isNo,
  pieces: isReply
    ? []
    : text.split(PIECES[locale]).map((piece) => ({
        concepts: conceptsOf(piece, locale),
        denied: conceptsOf(deniedFrom(piece, locale) ?? '', locale),
      })),
});
