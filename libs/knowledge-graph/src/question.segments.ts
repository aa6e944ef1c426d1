import type { EntityMention } from './graph.store.js';
import { foldName } from './mentions.js';

const CLAUSE_BORDER = /[，,。.？?！!；;:：\n]/u;
const PART_BORDER = /、|(?:还有|以及|并且|和|及|与)|\b(?:and|also|as well as|plus)\b/iu;
/** What in Chinese makes a clause a question or a request; the others tell what was found out before. */
const ASKS =
  /什么|哪|谁|几[点个家年岁]|多[少久大长远高]|怎[么样]|何|吗|么$|呢$|如何|是否|有没有|能否|帮我|告诉|查|想知道|介绍|麻烦|请问|吧$|呀$|啊$/u;

/**
 * The parts of a question that may each ask for one thing, folded, without the names of the entities: 「故宫的电话和评分」
 * asks for 「的电话」 and 「评分」. The whole question is the only part when nothing else is left.
 */
export function segmentsOf(question: string, mentions: readonly EntityMention[]): readonly string[] {
  const whole = foldName(question);
  const names = mentions.map(({ start, length }) => whole.slice(start, start + length));
  const segments = asking(question.split(CLAUSE_BORDER))
    .flatMap((clause) => clause.split(PART_BORDER))
    .map((part) => names.reduce((text, name) => text.replaceAll(name, ' '), foldName(part)).trim())
    .filter((part) => part.length > 1);
  return segments.length ? segments : [whole];
}

/** 「电话是010…，这里能玩多久呀？」 does not ask for the telephone again. */
function asking(clauses: readonly string[]): readonly string[] {
  const questions = clauses.filter((clause) => ASKS.test(clause.trim()) && !/是\s*[\d“"《]/u.test(clause));
  return questions.length ? questions : clauses;
}
