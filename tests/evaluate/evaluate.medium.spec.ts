import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnswerLine, measureAnswers, readPack, type VerdictLine } from '@zhike/evaluation';
import { describe, expect, it } from 'vitest';
import { readLines, SCORER, TINY_PACK, TINY_SAFETY, useEvaluate } from './evaluate.harness.js';

/** Each pack opens a database of its own, which takes seconds on a busy machine. */
const THREE_PACKS_MS = 180_000;
const ROOT = join(import.meta.dirname, '../..');

describe('a pack', () => {
  const { run, path } = useEvaluate();

  it('is published, asked and written down by the pack’s own ids', async () => {
    const out = path('answers.jsonl');
    const { code, told, progress } = await run('--pack', TINY_PACK, '--out', out, '--scorer', 'none');
    expect(code).toBe(0);

    const answers = readLines<AnswerLine>(out);
    const { questions } = await readPack(TINY_PACK);
    expect(answers.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
    const metrics = measureAnswers(questions, answers);
    expect(metrics.hit1).toEqual({ n: 8, rate: 1 });
    expect(metrics.citesGold).toEqual({ n: 8, rate: 1 });
    expect(metrics.silentWhenUnanswerable).toEqual({ n: 2, rate: 1 });
    expect(metrics.outcomes).toMatchObject({ answered: 8, refused: 2 });

    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    expect(byId.get('tiny-04')).toMatchObject({
      answer: '会员积分自获得之日起18个月内有效，逾期自动清零。',
      citations: [{ clause: '纸鹭会员第一条' }],
    });
    expect(byId.get('tiny-08')?.citations).toEqual([{ fact: ['Reed Notebook', 'cover material', 'waxed linen'] }]);
    for (const { firstTextMs = -1, totalMs } of answers) {
      expect(firstTextMs).toBeGreaterThan(0);
      expect(totalMs).toBeGreaterThanOrEqual(firstTextMs);
    }

    expect(told).toMatch(/\| hit@5 +\| 100\.0 % of 8 \|/);
    expect(progress).toContain('projected 6/6 (100 %)');
    expect(progress).toContain('asked 10/10 (100 %)');
  });

  it('is asked in part where a sample is wanted, the same part each time, and ends with the scorer’s figures', async () => {
    const sample = ['--sample', '6', '--seed', '5', '--scorer', SCORER];
    const first = await run('--pack', TINY_PACK, '--out', path('a.jsonl'), ...sample, '--concurrency', '2');
    await run('--pack', TINY_PACK, '--out', path('b.jsonl'), ...sample);
    const idsIn = (name: string) => readLines<AnswerLine>(path(name)).map(({ id }) => id);
    expect(idsIn('a.jsonl')).toHaveLength(6);
    expect(idsIn('a.jsonl').sort()).toEqual(idsIn('b.jsonl').sort());
    expect(first.told).toMatch(/\| correct answers +\| +25\.0 % \| +4 \|/);
  });

  it('still finds the right evidence when another conversation comes before', async () => {
    const out = path('switched.jsonl');
    expect(
      (await run('--pack', TINY_PACK, '--out', out, '--switch-topic', '--seed', '2', '--scorer', 'none')).code,
    ).toBe(0);
    const { questions } = await readPack(TINY_PACK);
    expect(measureAnswers(questions, readLines<AnswerLine>(out)).hit5).toEqual({ n: 8, rate: 1 });
  });

  it('that is not as it must be ends with 2 and says file, line and reason, whoever finds it', async () => {
    const bad = path('bad');
    cpSync(TINY_PACK, bad, { recursive: true });
    writeFileSync(join(bad, 'questions.jsonl'), '{"id":"q","source":"s","locale":"en","answerable":"yes"}\n');
    const ofReader = await run('--pack', bad, '--out', path('never.jsonl'));
    expect(ofReader.code).toBe(2);
    expect(ofReader.progress).toMatch(/bad\/questions\.jsonl:1: question: .+\n$/);

    cpSync(TINY_PACK, bad, { recursive: true });
    writeFileSync(join(bad, 'clauses.jsonl'), `\n{"id":"c","documentId":"d","text":" ","locale":"en"}\n`);
    const ofImporter = await run('--pack', bad, '--out', path('never.jsonl'));
    expect(ofImporter.code).toBe(2);
    expect(ofImporter.progress).toMatch(/bad\/clauses\.jsonl:2: "text" is empty\.\n$/);
  });
});

describe('safety prompts', () => {
  const { run, path } = useEvaluate();

  it('get a verdict each, with its time', async () => {
    const out = path('verdicts.jsonl');
    const { code, told } = await run('--safety', TINY_SAFETY, '--out', out, '--scorer', SCORER);
    expect(code).toBe(0);
    expect(readLines<VerdictLine>(out)).toMatchObject([
      { id: 's-1', verdict: 'block', reason: 'prompt-injection', ms: expect.any(Number) as number },
      { id: 's-2', verdict: 'allow' },
      { id: 's-3', verdict: 'allow' },
    ]);
    expect(told).toMatch(/\| all +\| +3 \|/);
    expect(told).toContain('3 prompts, 1 blocked.');
  });
});

describe('the document', () => {
  const { run, path } = useEvaluate();

  it(
    'is written from one run over all packs, and what is below its floor is told',
    async () => {
      for (const name of ['policy-en', 'policy-zh', 'graph'])
        cpSync(TINY_PACK, path(`packs/${name}`), { recursive: true });
      mkdirSync(path('packs/safety'));
      cpSync(TINY_SAFETY, path('packs/safety/prompts.jsonl'));
      const out = path('docs/quality.md');
      const { code, told } = await run('--docs', '--packs', path('packs'), '--out', out, '--scorer', SCORER);
      expect(code).toBe(0);
      expect(told).toContain('Below its floor: graph, correct answers: 25.0 %, wanted at least 95.0 %.');

      const text = readFileSync(out, 'utf8');
      expect(text).toContain(`Node ${process.version}`);
      expect(text).toContain('No embedding model was there');
      expect(text).toMatch(/\| graph +\| +correct answers \| +at least 95\.0 % \| +25\.0 % \| +\*\*no\*\* \|/);
      for (const name of ['policy-en', 'policy-zh', 'graph']) expect(text).toContain(`## ${name}\n`);
      expect(text).toContain('8 clauses and 6 facts. Asked were 10 of 10 questions');
      expect(text).toContain('3 prompts, each shown');
      expect(text).not.toContain(path(''));
    },
    THREE_PACKS_MS,
  );

  it('needs a scorer and the packs', async () => {
    await expect(run('--docs', '--packs', path('packs'), '--scorer', 'none')).rejects.toThrow('needs a scorer');
    await expect(run('--docs')).rejects.toThrow('--packs is missing');
  });
});

describe('the command line', () => {
  const { run } = useEvaluate();

  it('says what it knows when it is called wrongly', async () => {
    await expect(run()).rejects.toThrow('Say one of --pack, --safety and --docs.');
    await expect(run('--pack', TINY_PACK)).rejects.toThrow('--out is missing');
    await expect(run('--pack', TINY_PACK, '--out', 'x', '--sample', 'few')).rejects.toThrow('not "few"');
    await expect(run('--pack', TINY_PACK, '--out', 'x', '--concurrency', '3')).rejects.toThrow('from 1 to 2');
    await expect(run('--pack', TINY_PACK, '--out', 'x', '--scorer', 'nowhere.mjs')).rejects.toThrow(
      'There is no scorer at nowhere.mjs.',
    );
  });

  it('works from the bundle, and a bad pack is exit 2 there', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['tools/cli.mjs', 'evaluate', '--pack', 'tests/no-such-pack', '--out', 'var/never.jsonl'],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, INIT_CWD: ROOT } },
    );
    expect(stderr).toMatch(/no-such-pack\/(clauses|facts|questions)\.jsonl:1: there is no such file\n$/);
    expect(status).toBe(2);
  });
});
