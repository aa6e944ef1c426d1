import { assembleProduct, type AssemblyOptions, type Product } from '@zhike/assembly';
import type { BriefDetail } from '@zhike/contracts';
import { type Database, loadConfig, silentLogger } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../http/api.harness.js';
import { ScriptedChatModel } from './scripted.chat-model.js';

const FACTS = [
  ['重量', '6.8 千克'],
  ['价格', '1,299 元'],
  ['容量', '4 人'],
].map(([relation = '', value = '']) => ({ entity: '帐篷', relation, value }));

let database: Database;
let product: Product;
let shift = 0;
let member = { workspaceId: '', memberId: 'm', name: 'Ana' };
const model = new ScriptedChatModel();

async function open(options: AssemblyOptions): Promise<Product> {
  const config = loadConfig({ DEMO_SHOP: '0', LOG_LEVEL: 'silent', MODEL_DIR: 'none' });
  const clock = { now: () => new Date(Date.now() + shift) };
  return assembleProduct(config, { database, clock, logger: silentLogger, ...options });
}

beforeEach(async () => {
  shift = 0;
  model.script.length = 0;
  model.requests.length = 0;
  model.pieceMs = 0;
  database = await openTestDatabase();
  product = await open({ chatModel: model });
  member = { ...member, workspaceId: (await product.workspaces.ensure('demo', 'Demo')).id };
  const catalogue = { title: '目录', kind: 'catalogue' as const, locale: 'zh' as const, clauses: [], facts: FACTS };
  await product.policies.importPolicies([catalogue], { publish: true }, { ...member, mayReviewOwnWork: true });
});
afterEach(() => product.close(0));

const BRIEF = {
  purpose: '上新',
  channel: 'social',
  locale: 'zh',
  product: '帐篷',
  styles: ['lively'],
  length: 'short',
  drafts: 3,
  points: [],
} satisfies Parameters<Product['studio']['briefs']['start']>[0];

const read = (id: string) => product.studio.briefs.detail(member.workspaceId, id);
const progress = ({ list }: BriefDetail) => list.map((draft) => draft.progress);
async function ended(id: string): Promise<BriefDetail> {
  await until(async () => (await read(id)).counts.underway === 0);
  return read(id);
}

describe('drafts of a brief', () => {
  it('are written one after the other, whoever looks on, and what there is so far is seen', async () => {
    model.script.push('重量：6.8 千克。'.repeat(1), '价格：1,299 元。', '容量：4 人。');
    model.pieceMs = 500;
    const { id, list } = await product.studio.briefs.start(BRIEF, member);
    expect(list.map((draft) => draft.progress).every((state) => state === 'waiting' || state === 'writing')).toBe(true);
    await until(async () => (await read(id)).list[0]?.partial !== undefined);
    expect(progress(await read(id))).toEqual(['writing', 'waiting', 'waiting']);
    model.pieceMs = 0;
    const brief = await ended(id);
    expect(brief.list.map(({ text }) => text)).toEqual(['重量：6.8 千克。', '价格：1,299 元。', '容量：4 人。']);
    expect(model.requests.map(({ seed = 0 }) => seed - brief.seed)).toEqual([0, 1, 2]);
  });

  it('that the model cannot write say so, those behind them too, and the templates write instead', async () => {
    model.script.push('重量：6.8 千克。');
    const { id } = await product.studio.briefs.start(BRIEF, member);
    const brief = await ended(id);
    expect(progress(brief)).toEqual(['ready', 'failed', 'failed']);
    expect(brief.list.map(({ problem }) => problem)).toEqual([undefined, 'model-away', 'model-away']);
    expect(model.requests).toHaveLength(2);

    await product.studio.desk.regenerate(brief.list[1]?.id ?? '', { writer: 'templates' }, member);
    const mended = await ended(id);
    expect(mended.list[1]).toMatchObject({ progress: 'ready', writer: 'templates', writerId: 'templates', state: 1 });
  });

  it('are stopped by a member: what is written stays, the rest is not written', async () => {
    model.script.push('重量：6.8 千克。', '价格：1,299 元。'.repeat(20));
    model.pieceMs = 20;
    const { id } = await product.studio.briefs.start(BRIEF, member);
    await until(async () => progress(await read(id))[1] === 'writing');
    await product.studio.briefs.stop(id, member);
    expect(progress(await ended(id))).toEqual(['ready', 'stopped', 'stopped']);
    expect((await read(id)).list[0]?.text).toBe('重量：6.8 千克。');
  });

  it('that a process left behind when it died are taken up by the next', async () => {
    model.script.push('重量：6.8 千克。', '价格：1,299 元。'.repeat(50));
    model.pieceMs = 30;
    const { id } = await product.studio.briefs.start(BRIEF, member);
    await until(async () => progress(await read(id))[1] === 'writing');
    await product.studio.runner.close();
    expect(progress(await read(id))).toEqual(['ready', 'writing', 'waiting']);

    const next = new ScriptedChatModel(['价格：1,299 元。', '容量：4 人。']);
    product = await open({ chatModel: next });
    await product.studio.runner.takeOver();
    expect(progress(await read(id))).toEqual(['ready', 'writing', 'waiting']);
    shift = 60_000;
    await product.studio.runner.takeOver();
    expect((await ended(id)).list.map(({ text }) => text)).toEqual([
      '重量：6.8 千克。',
      '价格：1,299 元。',
      '容量：4 人。',
    ]);
  });

  it('written anew get another seed, and keep what stood there in their history', async () => {
    model.script.push('重量：6.8 千克。', '容量：4 人。');
    const { id } = await product.studio.briefs.start({ ...BRIEF, drafts: 1 }, member);
    const [first] = (await ended(id)).list;
    await product.studio.desk.regenerate(first?.id ?? '', {}, member);
    const [second] = (await ended(id)).list;
    expect(second).toMatchObject({ state: 2, text: '容量：4 人。', verdict: 'open' });
    expect(second?.seed).not.toBe(first?.seed);
    const states = await product.studio.desk.states(member.workspaceId, first?.id ?? '');
    expect(states).toMatchObject([
      { number: 2, how: 'written', by: 'scripted-writer', seed: second?.seed },
      { number: 1, text: '重量：6.8 千克。', seed: first?.seed },
    ]);
  });

  it('are held against the facts of now: what was approved and no longer holds says so', async () => {
    model.script.push('价格：1,299 元。');
    const { id } = await product.studio.briefs.start({ ...BRIEF, drafts: 1 }, member);
    const [draft] = (await ended(id)).list;
    await product.studio.desk.review(draft?.id ?? '', { decision: 'approve', state: 1 }, member);
    const facts = FACTS.map((fact) => (fact.relation === '价格' ? { ...fact, value: '1,399 元' } : fact));
    const catalogue = { title: '目录', kind: 'catalogue' as const, locale: 'zh' as const, clauses: [], facts };
    await product.policies.importPolicies([catalogue], { publish: true }, { ...member, mayReviewOwnWork: true });
    expect((await read(id)).list).toMatchObject([{ verdict: 'approved', check: { isBlocked: true } }]);
  });
});
