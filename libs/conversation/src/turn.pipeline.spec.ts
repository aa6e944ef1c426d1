import type { Citation, TurnEvent } from '@zhike/contracts';
import { DomainError } from '@zhike/platform';
import type { AnswerWriter, ClauseEvidence, GivenAnswer, KnownAnswer, Recollection, Turn, Writers } from '@zhike/ports';
import { describe, expect, it } from 'vitest';
import { TurnStopped } from './turn.stopped.js';
import { TurnPipeline, type TurnPorts } from './turn.pipeline.js';
import type { TurnRecord } from './turn.record.js';

class Away extends DomainError<'graph-away'> {}

const clean = { isBlocked: false, reason: 'clean', matches: [] };
const blocked = { isBlocked: true, reason: 'personal-data', matches: [] };
const citation: Citation = {
  kind: 'clause',
  sourceId: 'c-1',
  sourceKey: '1',
  policyId: 'p',
  policyTitle: 'Returns',
  versionId: 'v3',
  version: 3,
  label: 'Return window',
  effectiveFrom: '2026-07-01T00:00:00Z',
};
const clause: ClauseEvidence = {
  kind: 'clause',
  citation,
  text: 'Goods may be returned within 30 days.',
  locale: 'en',
  score: 1,
  confidence: 0.9,
};
const turn = (text: string): Turn => ({
  id: 't-1',
  workspaceId: 'w',
  conversationId: 'c',
  text,
  locale: 'en',
  history: [],
  at: new Date('2026-08-01'),
});

const honestAndNot: AnswerWriter = {
  id: 'fake',
  async *write() {
    yield { text: 'Goods may be returned within 30 days.', evidence: [clause] };
    yield { text: 'Goods may be returned within 90 days.', evidence: [clause] };
    yield { text: 'And forever.', evidence: [] };
  },
};

function setUp({ writer = honestAndNot, composer, ...overrides }: Partial<TurnPorts & Writers> = {}) {
  const closed: TurnRecord[] = [];
  const ports: TurnPorts = {
    turns: { close: async (_turn, record) => void closed.push(record) },
    safety: { screenInput: async () => clean, screenOutput: async () => clean },
    context: {
      fit: async ({ text }) => ({
        question: text,
        earlier: [],
        told: [],
        kept: [],
        summarised: [],
        dropped: [],
        usedTokens: 1,
        budgetTokens: 10,
        because: '',
      }),
    },
    knowledge: {
      retrieve: async () => ({
        evidence: [clause],
        candidates: [{ evidence: clause, parts: { lexical: 1 } }],
        notes: {},
      }),
    },
    writing: { writersFor: async () => ({ writer, composer }) },
    ...overrides,
  };
  const run = async (text = 'How long may I return goods I bought?') => {
    const events: TurnEvent[] = [];
    for await (const event of new TurnPipeline(ports).run(turn(text), AbortSignal.timeout(2_000))) events.push(event);
    return events;
  };
  return { run, closed, ports };
}
const told = (events: TurnEvent[]) => events.flatMap((event) => (event.type === 'sentence-ready' ? [event.text] : []));
const composing = (text: string): Writers['writer'] => ({
  id: 'composer',
  async *write() {
    yield { text, evidence: [clause] };
  },
});
const untouched = () => {
  throw new Error('must not be called');
};

describe('TurnPipeline', () => {
  it('releases the sentence that stands on its clause, and none that changes a number or names no evidence', async () => {
    const { run, closed } = setUp();
    const events = await run();
    expect(told(events)).toEqual(['Goods may be returned within 30 days.']);
    expect(events.find((event) => event.type === 'sentence-ready')).toMatchObject({ index: 0, citations: [citation] });
    expect(closed).toMatchObject([{ outcome: { kind: 'answered', reason: 'policy-found' } }]);
  });

  it('keeps a trace of what was found, cited and refused, and why', async () => {
    const { run, closed } = setUp();
    await run();
    expect(closed[0]?.trace.candidates).toMatchObject([{ sourceId: 'c-1', fate: 'cited' }]);
    expect(closed[0]?.trace.window).toMatchObject({ question: 'How long may I return goods I bought?', usedTokens: 1 });
    expect(
      closed[0]?.trace.steps.filter((step) => step.name === 'verify').map((step) => step.detail['because']),
    ).toEqual([undefined, 'the number 90 days is not in the evidence', 'no evidence named']);
  });

  it('never lets a blocked sentence reach the widget', async () => {
    const { run, closed } = setUp({ safety: { screenInput: async () => clean, screenOutput: async () => blocked } });
    expect(told(await run()).join()).not.toContain('30 days');
    expect(closed).toMatchObject([{ outcome: { kind: 'refused', reason: 'answer-unsupported' } }]);
  });

  it('asks neither the graph nor the writer about a blocked question', async () => {
    const { run, closed } = setUp({
      safety: { screenInput: async () => blocked, screenOutput: async () => clean },
      knowledge: { retrieve: untouched },
      writer: { id: 'none', write: untouched },
    });
    await run();
    expect(closed).toMatchObject([{ outcome: { kind: 'blocked', reason: 'personal-data' } }]);
  });

  it('says to a hard matter what the shop wrote, and lets no model phrase it', async () => {
    const { run } = setUp({
      safety: { screenInput: async () => ({ ...clean, isSensitive: true }), screenOutput: async () => clean },
      writer: { id: 'model', write: untouched },
      composer: composing(clause.text),
    });
    expect(told(await run())).toEqual([clause.text]);
  });

  it.each([
    ['what way there is on', {}, 'talk to a person', 'no-evidence'],
    ['whom to ask in a hard matter', { isSensitive: true }, 'ask a professional', 'no-evidence'],
    ['what it is there for, asked what no shop is asked', { isOffTopic: true }, 'not what I am here for', 'off-topic'],
  ])('where the policies say nothing says %s', async (_what, judged, words, reason) => {
    const safety = { screenInput: async () => ({ ...clean, ...judged }), screenOutput: async () => clean };
    const nothing = { retrieve: async () => ({ evidence: [], candidates: [], notes: {} }) };
    const { run, closed } = setUp({ safety, knowledge: nothing });
    expect(told(await run())).toEqual([expect.stringContaining(words)]);
    expect(closed).toMatchObject([{ outcome: { kind: 'refused', reason } }]);
    const answered = setUp({ safety });
    await answered.run();
    expect(answered.closed).toMatchObject([{ outcome: { kind: 'answered' } }]);
  });

  it('answers who speaks of ending their life with help, not with a rebuke', async () => {
    const { run, closed } = setUp({
      safety: { screenInput: async () => ({ ...blocked, reason: 'self-harm' }), screenOutput: async () => clean },
    });
    expect(told(await run())).toEqual([expect.stringContaining('emergency')]);
    expect(closed).toMatchObject([{ outcome: { kind: 'blocked', reason: 'self-harm' } }]);
  });

  it('says that the policy library is away instead of guessing', async () => {
    const away = async () => {
      throw new Away('graph-away', 'no answer in 2 s');
    };
    const { run, closed } = setUp({ knowledge: { retrieve: away } });
    expect(told(await run())).toEqual([expect.stringContaining('cannot be reached')]);
    expect(closed).toMatchObject([{ outcome: { kind: 'refused', reason: 'knowledge-away' } }]);
  });

  it('answers a greeting as a person would, without searching', async () => {
    const { run, closed } = setUp({ knowledge: { retrieve: untouched } });
    expect(told(await run('Hello!'))).toEqual([expect.stringContaining('Hello')]);
    expect(closed).toMatchObject([{ outcome: { kind: 'answered', reason: 'small-talk:greeting' } }]);
  });

  const rule: ClauseEvidence = { ...clause, text: 'You can return a kettle if the box is unopened.' };
  const found = async () => ({ evidence: [rule], candidates: [], notes: {} });

  it('asks about the condition on which a case hangs, with yes and no to choose from, citing the clause', async () => {
    const { run, closed } = setUp({ knowledge: { retrieve: found }, writer: { id: 'none', write: untouched } });
    const events = await run('Can I return my kettle?');
    expect(told(events)).toEqual(['Is the box unopened?']);
    expect(events).toContainEqual({ type: 'choices-offered', turnId: 't-1', choices: ['Yes', 'No'] });
    expect(events.find((event) => event.type === 'sentence-ready')).toMatchObject({ citations: [citation] });
    expect(closed).toMatchObject([{ outcome: { kind: 'clarified', reason: 'condition-open' } }]);
    expect(closed[0]?.outcome).not.toHaveProperty('decision');
  });

  it('says yes or no, then the sentence that decides, then which conditions are met', async () => {
    const { run, closed } = setUp({ knowledge: { retrieve: found }, writer: { id: 'none', write: untouched } });
    const events = await run('Can I return my kettle? I opened the box.');
    expect(told(events)).toEqual(['No, by the following rule.', rule.text, 'Not met: “the box is unopened”.']);
    expect(events.find((event) => event.type === 'sentence-ready')).toMatchObject({
      citations: [citation],
      decision: { answer: 'no', isProvisional: false, conditions: [{ text: 'the box is unopened', state: 'not-met' }] },
    });
    expect(closed).toMatchObject([{ outcome: { kind: 'answered', reason: 'conditions-checked', decision: 'no' } }]);
  });

  const known = (text: string): KnownAnswer => ({
    from: 'curated',
    sentences: [{ text, evidence: [clause] }],
    outcome: { kind: 'answered', reason: 'curated' },
    notes: { by: 'exact' },
  });

  it('tells what the team wrote by hand, with its citation, and searches nothing', async () => {
    const { run, closed } = setUp({
      curated: { find: async () => known('Goods may be returned within 30 days.') },
      knowledge: { retrieve: untouched },
    });
    expect(told(await run())).toEqual(['Goods may be returned within 30 days.']);
    expect(closed).toMatchObject([
      { outcome: { reason: 'curated' }, sentences: [{ citations: [citation] }], retrieved: [clause] },
    ]);
  });

  it('searches when what the team wrote is not proved by its clause', async () => {
    const { run, closed } = setUp({ curated: { find: async () => known('Goods may be returned within 60 days.') } });
    expect(told(await run())).toEqual(['Goods may be returned within 30 days.']);
    expect(closed[0]?.outcome.reason).toBe('policy-found');
  });

  it('tells an answer again while nothing has moved, and after a publication when its evidence is the same', async () => {
    const kept: GivenAnswer[] = [];
    const recollection: Recollection = {
      answer: undefined,
      confirm: () => undefined,
      keep: (given) => void kept.push(given),
      notes: () => ({}),
    };
    const remembering = (more: Partial<Recollection>) => ({ recall: async () => ({ ...recollection, ...more }) });
    const before = known('Goods may be returned within 30 days.');

    const fresh = setUp({ memory: remembering({}) });
    await fresh.run();
    expect(kept).toMatchObject([{ evidence: [clause], sentences: [{ text: before.sentences[0]?.text }] }]);

    const hit = setUp({ memory: remembering({ answer: before }), knowledge: { retrieve: untouched } });
    expect(told(await hit.run())).toEqual(['Goods may be returned within 30 days.']);

    const revalidated = setUp({
      memory: remembering({ confirm: (evidence) => (evidence.includes(clause) ? before : undefined) }),
      writer: { id: 'none', write: untouched },
    });
    expect(told(await revalidated.run())).toEqual(['Goods may be returned within 30 days.']);
    expect(kept).toHaveLength(1);
  });

  it('screens each sentence of a known answer behind those before it, and remembers none that a rule cut short', async () => {
    const heard: (string | undefined)[] = [];
    const kept: GivenAnswer[] = [];
    const answer = known(clause.text);
    const twice = { ...answer, sentences: [...answer.sentences, ...answer.sentences] };
    const { run } = setUp({
      curated: { find: async () => twice },
      memory: {
        recall: async () => ({
          answer: undefined,
          confirm: () => undefined,
          keep: (given) => void kept.push(given),
          notes: () => ({}),
        }),
      },
      safety: {
        screenInput: async () => clean,
        screenOutput: async (_text, { before }) => (heard.push(before), before ? blocked : clean),
      },
    });
    expect(told(await run())).toEqual(['Goods may be returned within 30 days.']);
    expect(heard.slice(0, 2)).toEqual(['', clause.text]);
    expect(kept).toEqual([]);
  });

  it('lets the composer quote where another writer could not prove what it wrote', async () => {
    const { run } = setUp({
      writer: {
        id: 'liar',
        async *write() {
          yield { text: 'Goods may be returned within 90 days.', evidence: [clause] };
        },
      },
      composer: {
        id: 'composer',
        async *write() {
          yield { text: clause.text, evidence: [clause] };
        },
      },
    });
    expect(told(await run())).toEqual([clause.text]);
  });

  it('closes the turn when the writer breaks', async () => {
    const { run, closed } = setUp({
      writer: {
        id: 'broken',
        write: () => {
          throw new Error('out of memory');
        },
      },
    });
    await expect(run()).rejects.toThrow('out of memory');
    expect(closed).toMatchObject([{ outcome: { kind: 'handed-over', reason: 'interrupted' } }]);
  });

  it('passes nobody to a person when the customer stops the answer', async () => {
    const { ports, closed } = setUp();
    const stop = new AbortController();
    const telling = async () => {
      for await (const event of new TurnPipeline(ports).run(turn('how long?'), stop.signal))
        if (event.type === 'stage-start' && event.stage === 'writing') stop.abort(new TurnStopped());
    };
    await expect(telling()).rejects.toThrow('stopped by the customer');
    expect(closed).toMatchObject([{ outcome: { kind: 'refused', reason: 'stopped' } }]);
  });

  it.each(['turn-start', 'stage-start'])('closes the turn when its runner stops at %s', async (moment) => {
    const { ports, closed } = setUp();
    for await (const event of new TurnPipeline(ports).run(turn('how long?'), AbortSignal.timeout(2_000)))
      if (event.type === moment) break;
    expect(closed).toMatchObject([{ outcome: { kind: 'handed-over', reason: 'interrupted' } }]);
  });
});
