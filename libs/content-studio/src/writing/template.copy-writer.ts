import type { CopyBrief, CopyChannel, CopyLength } from '@zhike/contracts';
import { termsOf } from '@zhike/platform';
import type { FactEvidence } from '@zhike/ports';
import { COPY_TEMPLATES, GREETINGS, type StyleLines } from './copy.templates.js';
import type { CopyOrder, CopyWriter } from './copy.writer.js';
import { SeededDice } from './seeded.dice.js';

/** Facts that are told, by length; a message has room for few whatever is wished. */
const FACTS: Readonly<Record<CopyLength, number>> = { short: 2, medium: 4, long: 8 };
const MESSAGE_FACTS = 3;
/** So often a draft that came out like another one is thrown anew. Few facts and one style leave few ways to say it. */
const TRIES = 40;

/**
 * Writes copy without a model: an opening, facts in some order, a closing, each drawn from a table by the seed. It says only what
 * the facts say and what claims nothing, and it does not read the purpose, except to see which facts it speaks of. Points are
 * taken over as they were written, for the member wrote them to be said; whether they hold the check will show.
 */
export class TemplateCopyWriter implements CopyWriter {
  readonly kind = 'templates';
  readonly id = 'templates';

  async *write(order: CopyOrder, signal: AbortSignal): AsyncGenerator<string> {
    signal.throwIfAborted();
    yield draftOf(order);
  }
}

function draftOf({ brief, facts, seed, others }: CopyOrder): string {
  const dice = new SeededDice(seed);
  let draft = compose(brief, facts, dice);
  for (let tries = 1; tries < TRIES && others.includes(draft); tries++) draft = compose(brief, facts, dice);
  return draft;
}

function compose(brief: CopyBrief, facts: readonly FactEvidence[], dice: SeededDice): string {
  const { locale, channel, length, product } = brief;
  const lines = () => COPY_TEMPLATES[locale][dice.pick(brief.styles as [CopyBrief['styles'][number]])];
  const named = (line: string) => line.replaceAll('{product}', product);
  const opening = named(dice.pick(lines().openings));
  const style = lines();
  const told = chosenFacts(brief, facts, dice).map((fact) => factLine(fact, style, dice));
  const points = brief.points.map((point) => ended(point, locale));
  const closing = channel === 'message' || length === 'short' ? [] : [named(dice.pick(lines().closings))];
  return laidOut(brief, { opening, told, points, closing }, dice);
}

/** Those that purpose and points speak of come surely; the rest are drawn. */
function chosenFacts(brief: CopyBrief, facts: readonly FactEvidence[], dice: SeededDice): FactEvidence[] {
  const wanted = new Set([brief.purpose, ...brief.points].flatMap(termsOf));
  const own = new Set(termsOf(brief.product));
  const isWanted = ({ relation, value }: FactEvidence) =>
    termsOf(`${relation} ${value}`).some((term) => wanted.has(term) && !own.has(term));
  const shuffled = dice.shuffle(facts);
  const ranked = [...shuffled.filter(isWanted), ...shuffled.filter((fact) => !isWanted(fact))];
  const most = brief.channel === 'message' ? Math.min(MESSAGE_FACTS, FACTS[brief.length]) : FACTS[brief.length];
  return ranked.slice(0, most);
}

function factLine({ entity, relation, value }: FactEvidence, { facts }: StyleLines, dice: SeededDice): string {
  const told: Readonly<Record<string, string>> = {
    product: entity,
    relation: lowered(relation),
    Relation: relation,
    value: value.trim().replace(/[.。]+$/u, ''),
  };
  return dice.pick(facts).replaceAll(/\{(\w+)\}/gu, (_, name: string) => told[name] ?? '');
}

/** „Good for“ inside a line is written small; a name in capitals is not touched. */
const lowered = (relation: string) =>
  /^\p{Lu}\p{Ll}/u.test(relation) ? relation.charAt(0).toLowerCase() + relation.slice(1) : relation;

const ended = (point: string, locale: CopyBrief['locale']) =>
  /[.。!！?？]$/u.test(point) ? point : `${point}${locale === 'zh' ? '。' : '.'}`;

interface Parts {
  readonly opening: string;
  readonly told: readonly string[];
  readonly points: readonly string[];
  readonly closing: readonly string[];
}

/** Channels where each fact has a line of its own. */
const BY_LINE: readonly CopyChannel[] = ['social', 'poster', 'product-page'];

function laidOut({ channel, locale }: CopyBrief, { opening, told, points, closing }: Parts, dice: SeededDice): string {
  const joint = locale === 'zh' ? '' : ' ';
  if (channel === 'message') return [opening, ...points, ...told].join(joint);
  if (BY_LINE.includes(channel)) return [opening, ...points, ...told, ...closing].join('\n');
  const { hello, goodbye } = GREETINGS[locale];
  const body = [opening, ...points, ...told].join(joint);
  return [dice.pick(hello), body, ...closing, dice.pick(goodbye)].join('\n\n');
}
