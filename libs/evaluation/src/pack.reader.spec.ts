import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackError } from './pack.errors.js';
import { readPack, readSafetyPrompts } from './pack.reader.js';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'zhike-pack-'))));
afterEach(() => rm(folder, { recursive: true }));

const question = { id: 'q1', source: 's', locale: 'en', question: 'How long?', answerable: 'yes' };
const clause = { id: 'c1', documentId: 'd', title: 'Returns', text: 'Thirty days.', locale: 'en' };

async function put(files: { clauses?: string; facts?: string; questions?: string }) {
  const wanted = { clauses: JSON.stringify(clause), facts: '', questions: JSON.stringify(question), ...files };
  for (const [name, text] of Object.entries(wanted)) await writeFile(join(folder, `${name}.jsonl`), text);
}

async function refusal(): Promise<string> {
  const error: unknown = await readPack(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PackError);
  return (error as PackError).message.replace(`${folder}/`, '');
}

describe('a pack that is as it must be', () => {
  it('is read with what a question leaves out filled in, and its content kept to the letter', async () => {
    await put({ questions: `\uFEFF${JSON.stringify(question)}\r\n\n` });
    const pack = await readPack(folder);
    expect(pack.questions).toEqual([{ ...question, history: [], evidence: [], facts: [] }]);
    expect(pack.clauses).toEqual([{ id: 'c1', documentId: 'd' }]);
    expect(pack.texts).toEqual({ clauses: JSON.stringify(clause), facts: '' });
  });

  it('may hold fields that are for the scorer', async () => {
    await put({ questions: JSON.stringify({ ...question, reference: 'x', hops: 2, decision: 'Yes' }) });
    expect((await readPack(folder)).questions[0]).not.toHaveProperty('decision');
  });
});

describe('a pack that is not is refused with file, line and reason', () => {
  it('where a line is not JSON', async () => {
    await put({ questions: `${JSON.stringify(question)}\n{"id": ` });
    expect(await refusal()).toMatch(/^questions\.jsonl:2: not JSON \(.+\)$/);
  });

  it('where a field is missing or has another type', async () => {
    await put({ questions: JSON.stringify({ ...question, question: undefined }) });
    expect(await refusal()).toMatch(/^questions\.jsonl:1: question: .+/);
    await put({ questions: JSON.stringify({ ...question, history: [{ role: 'bot', text: 'hi' }] }) });
    expect(await refusal()).toMatch(/^questions\.jsonl:1: history\.0\.role: .+/);
    await put({ facts: '\n{"head":"a","relation":"b"}' });
    expect(await refusal()).toMatch(/^facts\.jsonl:2: tail: .+/);
  });

  it('where an id stands twice; blank lines count', async () => {
    await put({ questions: `${JSON.stringify(question)}\n\n${JSON.stringify(question)}` });
    expect(await refusal()).toBe('questions.jsonl:3: the id "q1" stands already on line 1');
  });

  it('where a file is missing or there is no question', async () => {
    await put({ questions: '\n' });
    expect(await refusal()).toBe('questions.jsonl:1: there is nothing in it');
    await rm(join(folder, 'facts.jsonl'));
    expect(await refusal()).toBe('facts.jsonl:1: there is no such file');
  });
});

it('refuses safety prompts the same way', async () => {
  const file = join(folder, 'prompts.jsonl');
  const prompt = { id: 'p', text: 'hi', locale: 'en', expect: 'allow', category: 'x', source: 'y' };
  await writeFile(file, `${JSON.stringify(prompt)}\n${JSON.stringify({ ...prompt, id: 'r', expect: 'maybe' })}`);
  await expect(readSafetyPrompts(file)).rejects.toThrow(`${file}:2: expect: `);
});
