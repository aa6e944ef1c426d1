import { BudgetContextWindow } from '@zhike/context-window';
import type { Pack, PackQuestion, ProgressSink } from '@zhike/evaluation';
import { Progress, switchTopic } from '@zhike/evaluation';
import {
  ClauseRanker,
  type QuestionTeacher,
  type RankedClauses,
  type RankingBook,
  type RankingQuestion,
  scopeOf,
} from '@zhike/knowledge-graph';
import type { Locale } from '@zhike/contracts';
import type { EarlierUtterance, Embedder } from '@zhike/ports';
import type { EvaluationWorkspace } from './evaluate.workspace.js';
import { clauseKeys } from './train.clause-keys.js';
import { goOnward, stray } from './train.onward.js';

/** A question as the product asks it, what it found, and what was right. */
export interface RankingExample {
  readonly id: string;
  readonly source: string;
  readonly locale: Locale;
  /** Questions of one group are never on both sides of a split. */
  readonly group: string;
  /** `switched`: another conversation's history was put before a first question. `onward`: a question about a near clause was. `foreign`: asked of another pack, `strayed`: in the middle of a conversation. */
  readonly kind: 'plain' | 'switched' | 'onward' | 'foreign' | 'strayed';
  readonly answerable: PackQuestion['answerable'];
  readonly isFollowUp: boolean;
  readonly question: string;
  readonly earlier: readonly EarlierUtterance[];
  readonly gold: ReadonlySet<string>;
  readonly found: RankedClauses;
}

const isForeign = (kind: RankingExample['kind']) => kind === 'foreign' || kind === 'strayed';

/** As in a conversation with a customer. */
const HISTORY_TOKENS = 1_200;
const TIMEOUT_MS = 60_000;

export interface Gathering {
  readonly workspace: EvaluationWorkspace;
  readonly pack: Pack;
  /** Questions that nothing in the pack answers. */
  readonly foreign: readonly PackQuestion[];
  readonly book: RankingBook;
  /** One that was learned without the question of this id; undefined where the language has none. */
  readonly teacherOf: (id: string) => QuestionTeacher | undefined;
  /** Draws which conversation's history stands before the copies. */
  readonly seed: number;
  readonly sink: ProgressSink;
}

/** Asks every question of a pack the way the product does and keeps all candidates with what they show. */
export async function gatherExamples(gathering: Gathering): Promise<RankingExample[]> {
  const { workspace, pack, sink } = gathering;
  const { product, workspaceId } = workspace;
  const rankers = new Map<QuestionTeacher | undefined, ClauseRanker>();
  const rankerOf = (teacher: QuestionTeacher | undefined) => {
    const parts = { ranking: gathering.book, ...(teacher ? { teacher } : {}) };
    const ranker = rankers.get(teacher) ?? new ClauseRanker(product.graph, product.embedder, parts);
    rankers.set(teacher, ranker);
    return ranker;
  };
  const groups = groupsOf(pack.questions);
  const asked = allQuestions(gathering);
  const progress = new Progress(sink, 'searched', asked.length);
  const examples: RankingExample[] = [];
  const ids = new Map([...(await clauseKeys(product.database, workspaceId))].map(([id, key]) => [key, id]));
  for (const { question, kind, quoted } of asked) {
    const cites = quoted === undefined ? undefined : ids.get(quoted);
    const query = await queryFor(question, workspaceId, product.clock.now(), cites === undefined ? [] : [cites]);
    examples.push({
      id: question.id,
      source: question.source,
      locale: question.locale,
      group: groups.get(question.id) ?? question.id,
      kind,
      answerable: isForeign(kind) ? 'no' : question.answerable,
      isFollowUp: question.history.length > 0,
      question: query.question,
      earlier: query.earlier,
      gold: new Set(isForeign(kind) ? [] : question.evidence),
      found: await rankerOf(gathering.teacherOf(question.id)).rank(scopeOf(query), query),
    });
    progress.advance();
  }
  return examples;
}

/** The question as the product would search with it. `cites`: ids of the clauses that the last answer quoted. */
export async function queryFor(
  { question, locale, history, background }: PackQuestion,
  workspaceId: string,
  at: Date,
  cites: readonly string[] = [],
) {
  const told = background ? [{ role: 'customer' as const, text: background }] : [];
  const said = history.map((utterance, place) =>
    place === history.length - 1 && cites.length ? { ...utterance, cites, isQuotation: true } : utterance,
  );
  const turn = { id: '', conversationId: '', workspaceId, text: question, locale, at, history: [...told, ...said] };
  const window = await new BudgetContextWindow({ budgetTokens: HISTORY_TOKENS }).fit(turn);
  const { question: asked, earlier } = window;
  return { workspaceId, question: asked, earlier, locale, at, signal: AbortSignal.timeout(TIMEOUT_MS) };
}

interface AskedQuestion {
  readonly question: PackQuestion;
  readonly kind: RankingExample['kind'];
  readonly quoted?: string;
}

function allQuestions({ pack, foreign, seed }: Gathering): AskedQuestion[] {
  const plain = pack.questions.map((question) => ({ question, kind: 'plain' as const }));
  const before = new Map(pack.questions.map((question) => [question.id, question.history]));
  const switched = switchTopic(pack.questions, pack, seed)
    .filter(({ id, history }) => history !== before.get(id))
    .map((question) => ({ question, kind: 'switched' as const }));
  const onward = goOnward(pack, seed);
  return [
    ...plain,
    ...switched,
    ...onward.map((one) => ({ ...one, kind: 'onward' as const })),
    ...foreign.map((question) => ({ question, kind: 'foreign' as const })),
    ...stray(foreign, onward).map((one) => ({ ...one, kind: 'strayed' as const })),
  ];
}

/**
 * Questions whose first right clause is the same, or the beginning of their conversation, are of one group. With every right clause
 * counted, statutes that many questions cite would chain most questions of a pack into one.
 */
export function groupsOf(questions: readonly PackQuestion[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = parents.get(key) ?? key;
    return parent === key ? key : rootOf(parent);
  };
  for (const { id, evidence, history, question } of questions)
    for (const key of [
      `begins ${history[0]?.text ?? question}`,
      ...evidence.slice(0, 1).map((clause) => `clause ${clause}`),
    ])
      parents.set(rootOf(key), rootOf(`question ${id}`));
  return new Map(questions.map(({ id }) => [id, rootOf(`question ${id}`)]));
}

interface Worth {
  readonly rank: number;
  readonly answer: number;
}
/**
 * What an example counts in learning to rank and in learning when to be silent. A copy that goes onward tells less of what can be
 * answered than the question it is made of. Questions of another field are easily told apart; they must not outweigh those that
 * are nearly answered. The more those count that strayed, the more follow-ups of a few words are refused with them.
 */
const WORTH: Record<RankingExample['kind'], Worth> = {
  plain: { rank: 1, answer: 1 },
  switched: { rank: 1, answer: 0 },
  onward: { rank: 1, answer: 0.1 },
  foreign: { rank: 0, answer: 0.2 },
  strayed: { rank: 0, answer: 0.05 },
};

/** What is learned from an example. Unclear questions teach where their clause stands, not whether they can be answered. */
export function toQuestion({ group, kind, answerable, gold, found }: RankingExample): RankingQuestion {
  const isKnown = answerable !== 'needs_clarification';
  return {
    group,
    candidates: found.clauses.map(({ clause, features }) => ({ features, isRight: gold.has(clause.key) })),
    rankWeight: WORTH[kind].rank,
    ...(isKnown ? { answerable: answerable !== 'no' } : {}),
    answerWeight: WORTH[kind].answer,
    isAsAsked: kind === 'plain',
    clauses: found.searched,
  };
}

/** The mean of the questions' unit vectors: what is common to asking. */
export async function meanQuestion(embedder: Embedder, { questions }: Pack, locale: Locale): Promise<Float32Array> {
  const texts = questions.map(({ question }) => question);
  const vectors = (await embedder.embed(texts, { locale, as: 'query' })) ?? [];
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) vector.forEach((value, at) => (mean[at] = (mean[at] ?? 0) + value / vectors.length));
  return mean;
}
