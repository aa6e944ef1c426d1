import type { WritingRequest } from '@zhike/ports';

/** What makes an answer hard to write, each part with its weight applied. They add up to the difficulty. */
export interface DifficultyParts {
  readonly clauses: number;
  readonly policies: number;
  readonly leaning: number;
  readonly doubt: number;
}

export interface AnswerRoute {
  readonly size: 'simple' | 'hard';
  readonly because:
    | 'facts are told as they stand'
    | 'one clause surely answers'
    | 'little to join'
    | 'several clauses are to be joined'
    | 'it leans on what was said before';
  /** 0 and more; from `HARD_FROM` on it is hard. */
  readonly difficulty: number;
  readonly parts: DifficultyParts;
  /** What the parts were made of, as it was met. */
  readonly signs: {
    readonly clauses: number;
    readonly policies: number;
    readonly leaning: number;
    readonly confidence: number;
  };
}

/** Clauses this near to the best in confidence speak in the answer; the same nearness with which the plan weighs rivals. */
const CLOSE = 0.85;
/** For each clause and policy after the first, at most for so many. */
const WEIGHTS = { clause: 0.3, policy: 0.2, leaning: 0.6, doubt: 0.4 };
const MOST_COUNTED = 3;
export const HARD_FROM = 0.5;

/**
 * How hard the answer is to write, and so which models write it. Pure. Two clauses of one policy that are both sure are still
 * simple; three, or two of two policies, or a question that only its history explains, are hard.
 */
export function routeAnswer({ evidence, leaning = 0 }: Pick<WritingRequest, 'evidence' | 'leaning'>): AnswerRoute {
  const confidence = Math.max(0, ...evidence.map((one) => one.confidence));
  const clauses = evidence.filter((one) => one.kind === 'clause' && one.confidence >= confidence * CLOSE);
  const policies = new Set(clauses.map(({ citation }) => citation.policyId)).size;
  const signs = { clauses: clauses.length, policies, leaning, confidence };
  const parts: DifficultyParts = {
    clauses: beyondFirst(clauses.length) * WEIGHTS.clause,
    policies: beyondFirst(policies) * WEIGHTS.policy,
    leaning: leaning * WEIGHTS.leaning,
    doubt: (1 - confidence) * WEIGHTS.doubt,
  };
  const isFacts = evidence.length > 0 && clauses.length === 0;
  const difficulty = isFacts ? 0 : parts.clauses + parts.policies + parts.leaning + parts.doubt;
  const size = difficulty >= HARD_FROM ? 'hard' : 'simple';
  return { size, because: isFacts ? 'facts are told as they stand' : reasonOf(size, parts), difficulty, parts, signs };
}

function reasonOf(size: AnswerRoute['size'], parts: DifficultyParts): AnswerRoute['because'] {
  const joining = parts.clauses + parts.policies;
  if (size === 'hard')
    return parts.leaning > joining ? 'it leans on what was said before' : 'several clauses are to be joined';
  return joining + parts.leaning === 0 ? 'one clause surely answers' : 'little to join';
}

const beyondFirst = (count: number) => Math.min(Math.max(0, count - 1), MOST_COUNTED);
