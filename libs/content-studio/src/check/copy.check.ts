import type { CopyCheck, CopyFlag, CopySentence, StudioFact } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import type { DraftSentence, FactEvidence } from '@zhike/ports';
import { claimIn } from './claim.finder.js';

/** The pipeline's verifier, handed in by whoever joins the rooms. */
export type ProveSentence = (
  sentence: DraftSentence,
) => { readonly isProven: true } | { readonly isProven: false; readonly because: string };

/** Where a sentence joins several statements. A comma inside a number joins nothing, and a colon holds name and value together. */
const JOINS = /[，,](?!\d)|[—–;；]|\s-\s|\s\band\b\s/u;
/** Amounts with their units, to see whether anything else is said. */
const AMOUNTS = /\d[\d.,]*\s*(?:\p{Script=Han}{1,4}|[a-z°%]{0,12})/giu;

/** Each sentence of a text against the facts, and what blocks it. Flags are found by the caller: they do not depend on facts. */
export function checkCopy(
  text: string,
  facts: readonly FactEvidence[],
  flags: readonly CopyFlag[],
  prove: ProveSentence,
): CopyCheck {
  const sentences = spansOf(text).map((span) => ({ ...span, ...standingOf(span.text, facts, prove) }));
  const isBlocked =
    sentences.some(({ standing }) => standing === 'unproved') || flags.some(({ severity }) => severity === 'block');
  return { sentences, flags: [...flags], isBlocked };
}

function spansOf(text: string): Pick<CopySentence, 'start' | 'end' | 'text'>[] {
  let from = 0;
  return splitSentences(text).map((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { start, end: from, text: sentence };
  });
}

type Standing = Pick<CopySentence, 'standing' | 'facts' | 'sign' | 'because'>;

/**
 * A sentence that claims nothing needs no proof. One that claims something is proved whole by facts, or piece by piece, where
 * what is not proved is wording: „Up for a trip? Weight: 6.8 kg.“
 */
function standingOf(text: string, facts: readonly FactEvidence[], prove: ProveSentence): Standing {
  const sign = claimIn(text, facts);
  if (sign === undefined) return { standing: 'wording', facts: [] };
  const whole = proofOf(text, facts, prove);
  if (whole.facts.length) return { standing: 'proved', facts: whole.facts.map(showFact) };

  const claims = piecesOf(text).flatMap((piece) => {
    const claim = claimIn(piece, facts);
    return claim === undefined ? [] : [{ claim, ...proofOf(piece, facts, prove) }];
  });
  const failed = claims.find((claim) => !claim.facts.length);
  if (claims.length && !failed)
    return { standing: 'proved', facts: [...new Set(claims.flatMap((claim) => claim.facts))].map(showFact) };
  const because = failed?.because ?? whole.because;
  return { standing: 'unproved', facts: [], sign: failed?.claim ?? sign, ...(because ? { because } : {}) };
}

/** An amount alone says nothing of what it is the amount of, so it stays with what stands before it: 「重量，1,299 元」 must not pass. */
function piecesOf(text: string): string[] {
  return text.split(JOINS).reduce<string[]>((pieces, piece) => {
    if (!/[\p{L}\p{N}]/u.test(piece)) return pieces;
    const isBare = !/\p{L}/u.test(piece.replace(AMOUNTS, ' '));
    return isBare && pieces.length ? [...pieces.slice(0, -1), `${pieces.at(-1) ?? ''}，${piece}`] : [...pieces, piece];
  }, []);
}

interface FactProof {
  readonly facts: readonly FactEvidence[];
  readonly because?: string;
}

/** The facts that prove a statement: those of one relation, which are one statement with several values. */
function proofOf(text: string, facts: readonly FactEvidence[], prove: ProveSentence): FactProof {
  for (const evidence of byRelation(facts)) if (prove({ text, evidence }).isProven) return { facts: evidence };
  const proof = prove({ text, evidence: facts });
  // Proved by several relations at once it is proved piece by piece below, where each piece names its own.
  return { facts: [], ...(proof.isProven ? {} : { because: proof.because }) };
}

function byRelation(facts: readonly FactEvidence[]): FactEvidence[][] {
  const groups = new Map<string, FactEvidence[]>();
  for (const fact of facts) groups.set(fact.relation, [...(groups.get(fact.relation) ?? []), fact]);
  return [...groups.values()];
}

export const showFact = ({ citation, relation, value }: FactEvidence): StudioFact => ({
  id: citation.sourceId,
  relation,
  value,
  citation,
});
