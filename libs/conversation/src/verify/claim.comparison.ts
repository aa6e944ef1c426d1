import { alteredCopy, turnedRound } from './altered.copy.js';
import { isKnownDate } from './calendar.dates.js';
import { droppedCondition } from './conditions.kept.js';
import { contentWords, isTellingPair, tellingCharacters } from './content.words.js';
import { foldText, isHan } from './folded.text.js';
import type { Ground } from './grounds.js';
import { type Mode, modesIn } from './modality.js';
import { namesIn } from './named.things.js';
import { polarityOf } from './polarity.js';
import { type Measures, measuresIn, type Quantity } from './quantities.js';

/**
 * Share of a claim's content words that its ground must hold, chosen on the table of alterations beside the verifier: one
 * swapped noun in a short English sentence is a sixth of its words. Chinese pairs change at the seams when a sentence is
 * reordered, so fewer of them are asked, but no character that the ground does not hold.
 */
const LEAST_KNOWN = { latin: 0.85, han: 0.6 };
/** Title and heading may lend the rest: „Returns: within 7 days“. */
const LEAST_OWN = 0.4;

/** Why a claim does not follow from one ground; undefined where it does. */
export function differenceBetween(claim: string, ground: Ground): string | undefined {
  return (
    foreignWords(claim, ground) ??
    foreignNames(claim, ground) ??
    otherParty(claim, ground.text) ??
    differentPolarity(claim, ground.text) ??
    turnedRound(claim, ground.text) ??
    alteredCopy(claim, ground.text) ??
    differentSegment(claim, ground) ??
    leftOut(claim, ground)
  );
}

/** How much of a claim a ground speaks of, 0–1: the nearest ground is the one to answer for it. */
export function nearnessTo(claim: string, ground: Ground): number {
  return shareKnown(contentWords(claim), new Set(contentWords(`${ground.text}\n${ground.about}`)));
}

function foreignWords(claim: string, { text, about }: Ground): string | undefined {
  const words = contentWords(claim);
  const known = new Set(contentWords(`${text}\n${about}`));
  const latin = words.filter((word) => !isHan(word));
  const han = words.filter((word) => isHan(word) && isTellingPair(word));
  if (shareKnown(latin, known) < LEAST_KNOWN.latin || shareKnown(han, known) < LEAST_KNOWN.han)
    return 'it says more than its evidence';
  const own = new Set(contentWords(text));
  if (words.length && words.filter((word) => own.has(word)).length < words.length * LEAST_OWN)
    return 'its evidence speaks of it in the heading alone';
  const foreign = tellingCharacters(claim).filter(
    (character) => !text.includes(character) && !about.includes(character),
  );
  return foreign.length ? `「${foreign.join('')}」 is not in the evidence` : undefined;
}

const shareKnown = (words: readonly string[], known: ReadonlySet<string>) =>
  words.length ? words.filter((word) => known.has(word)).length / words.length : 1;

function foreignNames(claim: string, { text, about }: Ground): string | undefined {
  const known = foldText(`${text}\n${about}`);
  const foreign = namesIn(claim).find((name) => !known.includes(name));
  return foreign === undefined ? undefined : `the name ${foreign} is not in the evidence`;
}

/**
 * Amounts, dates and firmness are compared piece by piece: „free from $50, else $5“ must not become „$5 from $50“. A piece
 * answers to those pieces of the ground that share a word with it.
 */
function differentSegment(claim: string, ground: Ground): string | undefined {
  for (const segment of segmentsOf(claim)) {
    const { near, nearest } = spokenOf(segment, ground.text);
    const difference =
      differentDates(measuresIn(segment), measuresIn(near), ground) ??
      differentAmount(segment, { near, nearest }, ground) ??
      differentModes(segment, near) ??
      lostDoubt(claim, nearest);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

interface Spoken {
  /** The pieces of a ground that share a content word with a piece of a claim; the whole ground where none does. */
  readonly near: string;
  /** Those that share most. */
  readonly nearest: string;
}

const segmentsOf = (text: string) => text.split(/[，,](?!\s?\d)|[；;]|\bbut\b/u).filter((segment) => segment.trim());

function spokenOf(segment: string, ground: string): Spoken {
  const words = new Set(contentWords(segment));
  const pieces = segmentsOf(ground).map((text) => ({
    text,
    held: new Set(contentWords(text).filter((word) => words.has(word))).size,
  }));
  const most = Math.max(0, ...pieces.map(({ held }) => held));
  if (!most) return { near: ground, nearest: ground };
  const join = (least: number) =>
    pieces
      .filter(({ held }) => held >= least)
      .map(({ text }) => text)
      .join('，');
  return { near: join(1), nearest: join(most) };
}

function differentDates(claim: Measures, ground: Measures, { kind }: Ground): string | undefined {
  const date = claim.dates.find((one) => !isKnownDate(one, ground.dates));
  if (date !== undefined) return `the date ${date} is not in the evidence`;
  const side = claim.sides.find((one) => !ground.sides.includes(one));
  return side !== undefined && kind !== 'validity' ? `the evidence does not say "${side}" of a date` : undefined;
}

/** Where the nearest piece states another amount of the same unit, an amount from a piece further off is a mix-up. */
function differentAmount(segment: string, spoken: Spoken, { kind }: Ground): string | undefined {
  const near = measuresIn(spoken.near).quantities;
  const nearest = measuresIn(spoken.nearest).quantities;
  const wrong = measuresIn(segment).quantities.find((one) => {
    const rivals = nearest.filter(({ unit }) => unit === one.unit);
    return !(rivals.length ? rivals : near).some((other) => isSame(one, other, kind));
  });
  return wrong && `the number ${wrong.written} is not in the evidence`;
}

/** A fact may hold a bare number whose unit its relation implies; a clause says its units. */
function isSame(claim: Quantity, ground: Quantity, kind: Ground['kind']): boolean {
  if (claim.value !== ground.value) return false;
  const isUnitKnown =
    claim.unit === ground.unit || claim.unit === undefined || (kind === 'fact' && ground.unit === undefined);
  return isUnitKnown && isSameBound(claim, ground);
}

/** 「期限为 7 天」 may be said of 「7 天内」: a most is what a term is. Every other side must stand as it is. */
function isSameBound(claim: Quantity, ground: Quantity): boolean {
  if (claim.bound === ground.bound) return true;
  return claim.bound === undefined ? ground.bound === 'most' : false;
}

/** Who the shop is and who the customer is, whichever way they are called. */
const PARTIES = [
  /\b(?:we|us|our|ours|the (?:shop|store|seller|company))\b|我们|我司|本店|店铺|店家|商家|卖家/u,
  /\b(?:you|your|yours|customers?|buyers?|the (?:consumer|user))\b|[您你]|顾客|客户|消费者|用户|买家/u,
] as const;

/** „The customer pays“ is not „the shop pays“; that somebody is addressed where the ground names nobody changes nothing. */
function otherParty(claim: string, ground: string): string | undefined {
  const said = PARTIES.map((party) => party.test(foldText(claim)));
  const known = PARTIES.map((party) => party.test(foldText(ground)));
  return known.some(Boolean) && said.some((is, at) => is && !known[at])
    ? 'it says of one party what the evidence says of the other'
    : undefined;
}

function differentPolarity(claim: string, ground: string): string | undefined {
  const said = polarityOf(claim);
  const known = polarityOf(ground);
  const denied = [...said.denied];
  const wrongly =
    denied.find((word) => known.affirmed.has(word)) ?? [...said.affirmed].find((word) => known.denied.has(word));
  if (wrongly !== undefined) return `it denies what the evidence does not deny, or the other way round (${wrongly})`;
  return denied.length && !denied.some((word) => known.denied.has(word))
    ? 'it denies what the evidence does not deny'
    : undefined;
}

/** Modes that a claim may have where its ground has another. */
const FOLLOWS_FROM: Readonly<Record<Mode, readonly Mode[]>> = {
  may: ['may'],
  must: ['must'],
  should: ['should'],
  forbidden: ['forbidden'],
  exempt: ['exempt'],
  might: ['might', 'usually'],
  usually: ['usually', 'might'],
};
/** A doubt that the evidence has may not be lost. */
const DOUBTS: readonly Mode[] = ['might', 'usually'];

function differentModes(claim: string, ground: string): string | undefined {
  const said = modesIn(claim);
  const known = modesIn(ground);
  const isDenied = polarityOf(ground).denied.size > 0;
  const wrong = [...said].find(
    (mode) => !FOLLOWS_FROM[mode].some((other) => known.has(other)) && !isImplied(mode, known, isDenied),
  );
  return wrong && `the evidence does not say "${wrong}"`;
}

function lostDoubt(claim: string, nearest: string): string | undefined {
  const said = modesIn(claim);
  const known = modesIn(nearest);
  const lost = DOUBTS.find((mode) => known.has(mode));
  return lost && !DOUBTS.some((mode) => said.has(mode))
    ? `the evidence says "${lost}" and the sentence does not`
    : undefined;
}

/** What is simply so may be done („returns are accepted“); what is denied is not allowed. */
function isImplied(mode: Mode, known: ReadonlySet<Mode>, isDenied: boolean): boolean {
  if (mode === 'may') return known.size === 0;
  return mode === 'forbidden' && isDenied;
}

function leftOut(claim: string, { text, kind }: Ground): string | undefined {
  if (kind !== 'clause') return undefined;
  const condition = droppedCondition(claim, text);
  return condition === undefined ? undefined : `it leaves out the condition "${condition}"`;
}
