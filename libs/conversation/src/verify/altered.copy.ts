import { contentWords } from './content.words.js';
import { foldText } from './folded.text.js';
import { type Mode, saidModes } from './modality.js';
import { countDenials } from './polarity.js';

/** Words that turn a statement round, each with its opposite. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:before|prior to|until)\b|之前|以前|[^以之]前(?![往台述款])/u,
    /\b(?:after|following|since|once)\b|之后|以后|[^以之]后(?!果)/u,
  ],
  [/\bwith\b/u, /\bwithout\b/u],
  [
    /\binclud(?:e|es|ed|ing)\b|包括|包含|也?适用于?|在内/u,
    /\bexclud(?:e|es|ed|ing)\b|\bexcept\b|不包括|不含|除外|不适用/u,
  ],
  [
    /\b(?:increase[sd]?|more|higher|longer)\b|增加|提高|延长/u,
    /\b(?:decrease[sd]?|reduced?|less|lower|shorter)\b|减少|降低|缩短/u,
  ],
  [/\bonly\b|仅|只有/u, /\b(?:also|any|all)\b|任何|所有|均/u],
];
/** From so much shared on, both ways, a claim is its ground with something changed, and what changed must be harmless. */
const COPY = 0.9;

/** A word turned into its opposite, or „must“ said of what one may. */
export function turnedRound(claim: string, ground: string): string | undefined {
  const [said, known] = [claim, ground].map(foldText) as [string, string];
  const isTurned = OPPOSITES.some((pair) =>
    [pair, [...pair].reverse()].some(
      ([one, other]) => one?.test(said) && !other?.test(said) && other?.test(known) && !one.test(known),
    ),
  );
  return isTurned ? 'it says the opposite of what the evidence says' : otherMode(said, known);
}

function otherMode(claim: string, ground: string): string | undefined {
  const known = saidModes(ground);
  const wrong = saidModes(claim).find(({ mode, of }) => {
    const alike = known.filter((other) => of && other.of === of);
    return alike.length > 0 && !alike.some((other) => other.mode === mode);
  });
  return wrong && `the evidence does not say "${wrong.mode}" of "${wrong.of}"`;
}

/** Where nearly all words are the ground's, as many denials and as many of each mode must stand in both. */
export function alteredCopy(claim: string, ground: string): string | undefined {
  if (sharedWords(claim, ground) < COPY) return undefined;
  if (countDenials(claim) !== countDenials(ground)) return 'it denies more or less than the evidence does';
  const [said, known] = [modeCounts(claim), modeCounts(ground)];
  const changed = [...new Set([...said.keys(), ...known.keys()])].find((mode) => said.get(mode) !== known.get(mode));
  return changed && `the evidence does not say "${changed}" as often`;
}

/** Share of the words of both that both hold. */
function sharedWords(claim: string, ground: string): number {
  const [said, known] = [new Set(contentWords(claim)), new Set(contentWords(ground))];
  const all = new Set([...said, ...known]);
  return all.size ? [...all].filter((word) => said.has(word) && known.has(word)).length / all.size : 0;
}

function modeCounts(text: string): ReadonlyMap<Mode, number> {
  const counts = new Map<Mode, number>();
  for (const { mode } of saidModes(text)) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  return counts;
}
