import type { Citation, TurnEvent } from '@zhike/contracts';
import type { Evidence, Turn } from '@zhike/ports';
import { expect, it } from 'vitest';
import type { ClosedTurn } from './answer.line.js';
import type { PackQuestion } from './pack.schema.js';
import { QuestionAsker, type AskingParts } from './question.asker.js';

const NOW = new Date('2026-05-01');
const asked: PackQuestion = {
  id: 'q',
  source: 's',
  locale: 'zh',
  history: [
    { role: 'customer', text: '运费多少？' },
    { role: 'agent', text: '四元。' },
  ],
  question: '退货呢？',
  background: '我是会员。',
  evidence: ['gold'],
  facts: [],
  answerable: 'yes',
};
const citation = (kind: Citation['kind'], sourceId: string, sourceKey: string): Citation => ({
  kind,
  sourceId,
  sourceKey,
  policyId: 'p',
  policyTitle: 'P',
  versionId: 'v',
  version: 1,
  label: 'label',
  effectiveFrom: NOW.toISOString(),
});
const rated = { locale: 'zh', score: 1, confidence: 1 } as const;
const clause: Evidence = { kind: 'clause', citation: citation('clause', '1', 'pack#1'), text: '七天。', ...rated };
const fact: Evidence = {
  kind: 'fact',
  citation: citation('fact', '2', '笔 · 重量'),
  entity: '笔 ',
  relation: '重量',
  value: '23 克',
  ...rated,
};
const closed: ClosedTurn = {
  outcome: { kind: 'answered', reason: 'policy-found' },
  sentences: [
    { text: '七天。', citations: [clause.citation, fact.citation] },
    { text: '笔重。', citations: [fact.citation] },
  ],
  retrieved: [fact, clause],
};
const sentence: TurnEvent = { type: 'sentence-ready', turnId: 't', index: 0, text: '七天。', citations: [] };

function asker(record: ClosedTurn | undefined, events: readonly TurnEvent[] = [sentence], failure?: Error) {
  const turns: Turn[] = [];
  const pipelineTo: AskingParts['pipelineTo'] = (archive) => ({
    async *run(turn) {
      turns.push(turn);
      yield* events;
      if (failure) throw failure;
      if (record) await archive.close(turn, record);
    },
  });
  return {
    turns,
    asker: new QuestionAsker({ pipelineTo, workspaceId: 'w', clock: { now: () => NOW }, timeoutMs: 1_000 }),
  };
}

it('replays the history, with the background said by the customer before it', async () => {
  const { asker: one, turns } = asker(closed);
  await one.ask(asked);
  expect(turns).toMatchObject([
    {
      workspaceId: 'w',
      text: '退货呢？',
      locale: 'zh',
      at: NOW,
      history: [{ role: 'customer', text: '我是会员。' }, ...asked.history],
    },
  ]);
});

it('names clauses by the pack’s id and facts by the pack’s words, each citation once, what was found best first', async () => {
  const line = await asker(closed).asker.ask(asked);
  expect(line).toMatchObject({
    id: 'q',
    outcome: 'answered',
    answer: '七天。\n笔重。',
    citations: [{ clause: 'pack#1' }, { fact: ['笔 ', '重量', '23 克'] }],
    retrieved: [{ fact: ['笔 ', '重量', '23 克'] }, { clause: 'pack#1' }],
  });
  expect(line.firstTextMs).toBeLessThanOrEqual(line.totalMs);
  expect(line).not.toHaveProperty('decision');
  expect(line).not.toHaveProperty('failure');
});

it('tells a decision only where the record has one', async () => {
  expect(await asker({ ...closed, outcome: { ...closed.outcome, decision: 'no' } }).asker.ask(asked)).toHaveProperty(
    'decision',
    'no',
  );
});

it('names no time of first text where none came', async () => {
  expect(await asker({ ...closed, sentences: [] }, []).asker.ask(asked)).not.toHaveProperty('firstTextMs');
});

it('writes ten of what was found at most', async () => {
  const line = await asker({ ...closed, retrieved: Array.from({ length: 12 }, () => clause), sentences: [] }).asker.ask(
    asked,
  );
  expect(line.retrieved).toHaveLength(10);
});

it('makes a line of a pipeline that breaks, of one that leaves no record, and of a citation of nothing', async () => {
  expect(await asker(closed, [], new Error('out of luck')).asker.ask(asked)).toMatchObject({
    outcome: 'handed-over',
    failure: 'out of luck',
    answer: '',
    citations: [],
  });
  expect(await asker(undefined).asker.ask(asked)).toMatchObject({ failure: 'the pipeline ended without a record' });
  expect(await asker({ ...closed, retrieved: [] }).asker.ask(asked)).toMatchObject({
    failure: 'a sentence cites what was not retrieved',
  });
});
