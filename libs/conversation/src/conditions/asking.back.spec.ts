import type { TurnEvent } from '@zhike/contracts';
import type { AnswerWriter, ClauseEvidence, Utterance } from '@zhike/ports';
import { BudgetContextWindow } from '@zhike/context-window';
import { describe, expect, it } from 'vitest';
import { TurnPipeline, type TurnPorts } from '../turn.pipeline.js';
import type { TurnRecord } from '../turn.record.js';

const clean = { isBlocked: false, reason: 'clean', matches: [] };
const clause = (sourceId: string, text: string, locale: 'zh' | 'en', confidence = 0.8): ClauseEvidence => ({
  kind: 'clause',
  citation: {
    kind: 'clause',
    sourceId,
    sourceKey: sourceId,
    policyId: 'p',
    policyTitle: sourceId,
    versionId: 'v',
    version: 1,
    label: 'l',
    effectiveFrom: '2026-07-01T00:00:00Z',
  },
  text,
  locale,
  score: 1,
  confidence,
});

const quoting: AnswerWriter = {
  id: 'quoting',
  async *write({ evidence }) {
    for (const one of evidence) if (one.kind === 'clause') yield { text: one.text, evidence: [one] };
  },
};

/** A conversation through the real window and plan; the history is kept as the log keeps it. */
class Conversation {
  private readonly history: Utterance[] = [];
  private readonly closed: TurnRecord[] = [];

  constructor(
    private readonly evidence: readonly ClauseEvidence[],
    private readonly locale: 'zh' | 'en',
  ) {}

  async say(text: string): Promise<{ said: string; choices: readonly string[]; outcome: TurnRecord['outcome'] }> {
    const events: TurnEvent[] = [];
    const turn = {
      id: 't',
      workspaceId: 'w',
      conversationId: 'c',
      text,
      locale: this.locale,
      history: [...this.history],
    };
    for await (const event of new TurnPipeline(this.ports()).run(
      { ...turn, at: new Date('2026-08-01') },
      AbortSignal.timeout(2_000),
    ))
      events.push(event);
    const sentences = events.flatMap((event) => (event.type === 'sentence-ready' ? [event] : []));
    const choices = events.flatMap((event) => (event.type === 'choices-offered' ? event.choices : []));
    const said = sentences.map((sentence) => sentence.text).join('\n');
    const cites = sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId));
    this.history.push({ role: 'customer', text }, { role: 'agent', text: said, cites, choices });
    const outcome = this.closed.at(-1)?.outcome;
    if (!outcome) throw new Error('the turn was not closed');
    return { said, choices, outcome };
  }

  private ports(): TurnPorts {
    return {
      turns: { close: async (_turn, record) => void this.closed.push(record) },
      safety: { screenInput: async () => clean, screenOutput: async () => clean },
      context: new BudgetContextWindow({ budgetTokens: 500 }),
      knowledge: { retrieve: async () => ({ evidence: this.evidence, candidates: [], notes: {} }) },
      writing: { writersFor: async () => ({ writer: quoting }) },
    };
  }
}

describe('asking back, then answering the branch that applies', () => {
  it('asks 「商品是否已拆封？」 and says no after 「是」', async () => {
    const talk = new Conversation([clause('退货', '未拆封的商品自签收之日起 7 天内可以退货。', 'zh')], 'zh');
    expect(await talk.say('商品可以退货吗？')).toMatchObject({
      said: '商品是否已拆封？',
      choices: ['是', '不是'],
      outcome: { kind: 'clarified', reason: 'condition-open' },
    });
    const { said, outcome } = await talk.say('是');
    expect(outcome).toMatchObject({ kind: 'answered', reason: 'conditions-checked', decision: 'no' });
    expect(said).toContain('未拆封的商品自签收之日起 7 天内可以退货。');
    expect(said).toContain('不符合：“商品未拆封”');
  });

  it('goes through a list condition by condition, though another clause is found first meanwhile', async () => {
    const list = clause(
      'club',
      'You can join the club if all of the following apply:\n\n* you are 18 or over\n* you live in the city',
      'en',
    );
    const other = clause('other', 'The shop is in the city and opens at nine.', 'en', 0.81);
    const talk = new Conversation([other, list], 'en');
    expect((await talk.say('Can I join the club?')).said).toBe('Are you 18 or over?');
    expect((await talk.say('yes')).said).toContain('Do you live in the city?');
    expect((await talk.say('Yes')).outcome).toMatchObject({ kind: 'answered', decision: 'yes' });
  });

  it('offers the branches of a clause and quotes the one that is picked', async () => {
    const text = '金卡会员：30 天内可以退货。\n银卡会员：15 天内可以退货。';
    const talk = new Conversation([clause('会员', text, 'zh')], 'zh');
    expect((await talk.say('多少天内可以退货呢？')).choices).toEqual(['金卡会员', '银卡会员']);
    expect((await talk.say('银卡会员')).said).toBe('银卡会员：15 天内可以退货。');
  });
});
