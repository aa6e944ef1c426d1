import type {
  CopyCheck,
  CuratedCheck,
  ListPreview,
  PickableClause,
  SafetyProjection,
  SafetyRule,
  SafetyTemplate,
  SafetyTrial,
} from '@zhike/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refusal } from './console.client.js';
import { draft, SafetyShop } from './safety.shop.js';

let shop: SafetyShop;
beforeAll(async () => {
  shop = await SafetyShop.open();
});
afterAll(() => shop.api.close());

describe('a rule', () => {
  it('stops the customer’s next message, is told in the queue, and is written down', async () => {
    expect(await shop.outcome('黑松露 的价格')).not.toContain('blocked');
    const made = await shop.rule(['黑松露'], { note: '对手的牌子' });
    expect(made).toMatchObject({ owner: '店主', revision: 1, wordCount: 1, isExpired: false, expiresAt: null });
    expect(await shop.outcome('有没有黑 松*露那种')).toBe('blocked/workspace-rule');
    const event = await shop.eventOf('黑 松*露');
    expect(event).toMatchObject({
      ...{ direction: 'input', verdict: 'blocked', reason: 'workspace-rule', status: 'open' },
      hits: [
        { rule: `rule:${made.id}`, ruleName: '黑松露', category: 'competitors', start: 3, end: 8, effect: 'blocked' },
      ],
    });
    expect(await shop.audited(made.id)).toEqual(['safety-rule.created']);
  });

  it('in shadow counts and stops nothing, until it is put in force', async () => {
    const made = await shop.rule(['青柠汁'], { mode: 'shadow' });
    expect(await shop.outcome('青柠汁怎么卖')).not.toContain('blocked');
    expect(await shop.eventOf('青柠汁')).toMatchObject({ verdict: 'shadow', hits: [{ effect: 'shadow-block' }] });
    const read = async () => (await shop.owner.get<SafetyRule[]>('safety/rules')).body.find(({ id }) => id === made.id);
    expect((await read())?.lastSevenDays).toMatchObject({ hits: 1, shadow: 1, blocked: 0 });
    expect(
      (await shop.owner.post<SafetyRule>(`safety/rules/${made.id}/mode`, { mode: 'live', revision: 1 })).body,
    ).toMatchObject({ mode: 'live', revision: 2 });
    expect(await shop.outcome('青柠汁怎么卖')).toBe('blocked/workspace-rule');
    await shop.owner.post(`safety/rules/${made.id}/mode`, { mode: 'off', revision: 2 });
    expect(await shop.outcome('青柠汁怎么卖')).not.toContain('blocked');
  });

  it('does nothing from the moment it expires', async () => {
    const expiresAt = '2026-06-10T09:00:00.000Z';
    const made = await shop.rule(['端午券'], { expiresAt });
    expect(await shop.outcome('端午券还能用吗')).toBe('blocked/workspace-rule');
    shop.now = new Date('2026-06-10T09:00:00Z');
    expect(await shop.outcome('端午券还能用吗')).not.toContain('blocked');
    const { body } = await shop.owner.get<SafetyRule[]>('safety/rules');
    expect(body.find(({ id }) => id === made.id)).toMatchObject({ isExpired: true, expiresAt });
  });

  it('changed by two at once tells the second; deleted it stops nothing and stays named', async () => {
    const made = await shop.rule(['红珊瑚']);
    expect(await shop.outcome('红珊瑚')).toBe('blocked/workspace-rule');
    const { kind: _kind, ...change } = draft(['红珊瑚', '白珊瑚'], { name: '珊瑚', revision: 1 });
    const put = () => shop.owner.send<SafetyRule & Refusal>('PUT', `safety/rules/${made.id}`, change);
    expect((await put()).body).toMatchObject({ revision: 2, words: ['红珊瑚', '白珊瑚'], name: '珊瑚' });
    expect(await put()).toMatchObject({ status: 409, body: { code: 'safety-rule-changed' } });
    expect(await shop.outcome('白珊瑚')).toBe('blocked/workspace-rule');
    expect((await shop.owner.send('DELETE', `safety/rules/${made.id}`, {})).status).toBe(204);
    expect(await shop.outcome('红珊瑚')).not.toContain('blocked');
    expect((await shop.owner.send('DELETE', `safety/rules/${made.id}`, {})).status).toBe(404);
    expect((await shop.eventOf('红珊瑚')).hits[0]?.ruleName).toBe('珊瑚');
    expect(await shop.audited(made.id)).toEqual(['safety-rule.removed', 'safety-rule.changed', 'safety-rule.created']);
  });

  it.each([
    ['words without a letter', draft(['***']), 422, 'safety-words-refused'],
    ['a gap with nothing before it', draft(['…盈利'], { kind: 'phrases' }), 422, 'safety-words-refused'],
    ['no words', draft([]), 400, 'invalid-input'],
    ['a character that is no text', draft(['黑\u0000白']), 400, 'text-not-storable'],
    ['an unknown severity', draft(['黑白'], { severity: 'deny' }), 400, 'invalid-input'],
  ])('with %s is refused', async (_what, body, status, code) => {
    expect(await shop.owner.post('safety/rules', body)).toMatchObject({ status, body: { code } });
  });

  it('for answers stops a promise that two sentences share, and is asked again for an answer told before', async () => {
    const question = '退货期限是多久？';
    expect(await shop.outcome(question)).toContain('answered');
    const made = await shop.rule(['承诺……退款'], { kind: 'phrases', direction: 'output', category: 'guarantee' });
    const chat = shop.api.chat(shop.me.workspace.slug);
    await chat.open({ locale: 'zh' });
    const { sentences } = await chat.question(question);
    expect(sentences.map(({ text }) => text).join('')).not.toContain('退款');
    const event = await shop.eventOf('全额退款', '?direction=output');
    expect(event).toMatchObject({
      verdict: 'blocked',
      hits: [{ rule: `rule:${made.id}`, start: 0, effect: 'blocked' }],
    });
    await shop.owner.send('DELETE', `safety/rules/${made.id}`, {});
    expect(await shop.outcome(question)).toContain('answered');
  });

  it('for answers holds for what the team writes: a curated answer, and copy', async () => {
    const { body: found } = await shop.owner.get<PickableClause[]>('clauses-in-force?locale=zh');
    const clause = found.find(({ heading }) => heading === '退货期限');
    const answer = {
      answer: '我们郑重承诺。自签收之日起 7 天内一定全额退款。',
      clauses: clause ? [{ policyId: clause.policyId, clauseKey: clause.clauseKey }] : [],
    };
    const curated = async () => (await shop.owner.post<CuratedCheck>('curated-answers/check', answer)).body.sentences;
    const copy = { locale: 'zh', product: '远行帐篷', text: '全额退款，放心买。' };
    const written = async () => (await shop.owner.post<CopyCheck>('studio/check', copy)).body;
    expect((await curated()).map(({ isProven }) => isProven)).toEqual([true, true]);
    const made = await shop.rule(['承诺……退款', '全额退款'], { kind: 'phrases', direction: 'output' });
    expect((await curated()).map(({ isProven }) => isProven)).toEqual([true, false]);
    expect((await written()).flags).toContainEqual(expect.objectContaining({ rule: 'safety:workspace-rule' }));
    await shop.owner.send('DELETE', `safety/rules/${made.id}`, {});
    expect((await written()).flags).not.toContainEqual(expect.objectContaining({ rule: 'safety:workspace-rule' }));
  });
});

describe('a list from a file', () => {
  const setting = { name: '行业词', direction: 'input', category: 'trade', severity: 'block', mode: 'live' };

  it('is shown before it is taken, and then looked for', async () => {
    const csv = 'word,category,severity,expires\n鲛人泪,,,\n鲛人珠,pearls,watch,2026-12-31\n鲛人泪,,,\n';
    const { body: preview } = await shop.upload<ListPreview>('lists/preview', ['词.csv', csv], { category: 'trade' });
    expect(preview).toMatchObject({ words: 2, repeated: 1, problemCount: 0, fileName: '词.csv' });
    expect(preview.sample[1]).toEqual({
      ...{ word: '鲛人珠', category: 'pearls', severity: 'watch', expiresAt: '2026-12-31T00:00:00.000Z' },
    });
    const { status, body } = await shop.upload<SafetyRule>('lists', ['词.csv', csv], setting);
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'list', words: [], wordCount: 2, fileName: '词.csv' });
    expect(await shop.outcome('鲛人泪')).toBe('blocked/workspace-rule');
    expect(await shop.outcome('鲛人珠')).not.toContain('blocked');
    expect((await shop.eventOf('鲛人珠')).hits).toMatchObject([{ category: 'pearls', effect: 'watched' }]);

    const replaced = await shop.upload<SafetyRule>(
      `rules/${body.id}/list`,
      ['新.txt', '# 新\n鲛人纱\n'],
      { revision: '1' },
      'PUT',
    );
    expect(replaced).toMatchObject({ status: 200, body: { revision: 2, wordCount: 1, fileName: '新.txt' } });
    expect(await shop.outcome('鲛人泪')).not.toContain('blocked');
    expect(await shop.outcome('鲛人纱')).toBe('blocked/workspace-rule');
  });

  it('with bad lines is refused with their numbers, and nothing is changed', async () => {
    const { body: before } = await shop.owner.get<SafetyRule[]>('safety/rules');
    const bad = '好词\n***\n' + '长'.repeat(101) + '\n';
    const { status, body } = await shop.upload<Omit<Refusal, 'details'> & { details: { line: number }[] }>(
      'lists',
      ['坏.txt', bad],
      setting,
    );
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'lexicon-list-refused' });
    expect(body.details.map(({ line }) => line)).toEqual([2, 3]);
    expect(body.message).toMatch(/line 2: .*; line 3: /);
    expect((await shop.owner.get<SafetyRule[]>('safety/rules')).body).toEqual(before);
    expect((await shop.upload<ListPreview>('lists/preview', ['坏.txt', bad])).body).toMatchObject({
      words: 1,
      problemCount: 2,
    });
    expect((await shop.upload<Refusal>('lists', ['词.xlsx', 'x'], setting)).status).toBe(422);
    expect((await shop.upload<Refusal>('lists', ['词.txt', new Uint8Array([0xff, 0x00, 0xd8])], setting)).status).toBe(
      422,
    );
  });

  it('of a hundred thousand words is in force when it is answered', async () => {
    const words = Array.from({ length: 100_000 }, (_, at) => `仓${at.toString(7)}号`).join('\n');
    const { status, body } = await shop.upload<SafetyRule>('lists', ['大.txt', words], { ...setting, name: '大' });
    expect([status, body.wordCount]).toEqual([201, 100_000]);
    expect(await shop.outcome(`仓${(77_777).toString(7)}号`)).toBe('blocked/workspace-rule');
    expect((await shop.owner.send('DELETE', `safety/rules/${body.id}`, {})).status).toBe(204);
  });
});

describe('what a rule would have done to the last week', () => {
  it('is told before it is saved, with samples whose personal data is masked', async () => {
    await shop.outcome('蓝宝石有现货吗，我的电话 13800138000');
    await shop.outcome('蓝宝石项链');
    const { body } = await shop.owner.post<SafetyProjection>('safety/projection', { draft: draft(['蓝宝石']) });
    expect(body).toMatchObject({ hit: 2, newlyBlocked: 2, released: 0, isPartial: false, days: 7 });
    expect(body.share).toBeCloseTo(2 / body.screened);
    const sample = body.samples.at(-1);
    expect(sample?.excerpt).toBe('蓝宝石有现货吗，我的电话 138****8000');
    expect(sample?.hits).toMatchObject([{ start: 0, end: 3, ruleName: '蓝宝石', effect: 'shadow-block' }]);
    expect(await shop.events('?rule=rule:x')).toEqual([]);
    expect(await shop.outcome('冰毒试纸多少钱')).toMatch(/^blocked/);
    const allow = draft(['冰毒试纸'], { severity: 'allow' });
    const { body: released } = await shop.owner.post<SafetyProjection>('safety/projection', { draft: allow });
    expect(released).toMatchObject({ hit: 1, released: 1, newlyBlocked: 0 });
  });

  it('is told of answers for a rule about answers, of a saved rule, and not of what is older', async () => {
    const made = await shop.rule(['全额'], { direction: 'output', mode: 'shadow' });
    const project = async () =>
      (await shop.owner.post<SafetyProjection>('safety/projection', { ruleId: made.id })).body;
    expect((await project()).hit).toBeGreaterThan(0);
    // Day by day: a session that nobody uses ends.
    for (let day = 0; day < 8; day++) {
      shop.now = new Date(shop.now.getTime() + 86_400_000);
      expect((await shop.owner.get('me')).status).toBe(200);
    }
    expect(await project()).toMatchObject({ screened: 0, hit: 0, share: 0 });
    expect((await shop.owner.post('safety/projection', { ruleId: 'none' })).status).toBe(404);
    expect((await shop.owner.post('safety/projection', {})).status).toBe(400);
  });
});

describe('rules ready to be taken on', () => {
  it('begin in shadow, and each of them can be', async () => {
    const { body: templates } = await shop.owner.get<SafetyTemplate[]>('safety/templates');
    expect(templates.map(({ key }) => key)).toEqual(['guarantee', 'price-promise', 'legal-advice', 'medical-advice']);
    for (const { rule: ready, name } of templates) {
      const made = await shop.rule(ready.words, { ...ready, name: name.zh });
      expect(made).toMatchObject({ mode: 'shadow', direction: 'output', template: ready.template });
    }
    const { body: again } = await shop.owner.get<SafetyTemplate[]>('safety/templates');
    expect(again.every(({ takenOn }) => takenOn)).toBe(true);
    const tried = async (text: string) =>
      (await shop.owner.post<SafetyTrial>('safety/try', { text, direction: 'output' })).body.hits.map(
        ({ category }) => category,
      );
    expect(await tried('我们保证您一定盈利。')).toContain('guarantee');
    expect(await tried('This pillow will cure back pain, with no side effects.')).toContain('medical-advice');
    expect(await tried('You should sue the courier.')).toContain('legal-advice');
    expect(await tried('这是全网最低价，以后不会涨价。')).toContain('price-promise');
    expect(await tried('保修期为两年，具体以保修卡为准。Returns are free within 30 days.')).toEqual([]);
  });
});
