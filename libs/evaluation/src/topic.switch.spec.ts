import { expect, it } from 'vitest';
import type { Pack } from './pack.reader.js';
import type { PackQuestion } from './pack.schema.js';
import { switchTopic } from './topic.switch.js';

const question = (id: string, more: Partial<PackQuestion> = {}): PackQuestion => ({
  id,
  source: 's',
  locale: 'en',
  history: [],
  question: `question ${id}`,
  evidence: [],
  facts: [],
  answerable: 'yes',
  ...more,
});
const said = (text: string) => [{ role: 'customer' as const, text }];
const packOf = (...questions: PackQuestion[]): Pack => ({
  texts: { clauses: '', facts: '' },
  clauses: [
    { id: 'c1', documentId: 'returns' },
    { id: 'c2', documentId: 'returns' },
    { id: 'c3', documentId: 'shipping' },
  ],
  facts: [],
  questions,
});
const first = question('first', { evidence: ['c1'] });
const followUp = question('other', { evidence: ['c3'], history: said('about shipping') });

it('puts another conversation before a first question and leaves follow-ups alone', () => {
  const pack = packOf(first, followUp);
  expect(switchTopic(pack.questions, pack, 1)).toEqual([{ ...first, history: followUp.history }, followUp]);
});

it('never borrows from one that speaks of the same document, the same entity, the question itself, or in another language', () => {
  const asked = question('asked', { evidence: ['c1'], facts: [['pen', 'weight', '9 g']] });
  const pack = packOf(
    asked,
    question('same document', { evidence: ['c2'], history: said('a') }),
    question('same entity', { facts: [['pen', 'colour', 'red']], history: said('b') }),
    question('goes on from it', { history: said('question asked') }),
    question('Chinese', { locale: 'zh', history: said('c') }),
  );
  expect(switchTopic([asked], pack, 1)).toEqual([asked]);
});

it('borrows the same for the same seed, whatever else is asked', () => {
  const lenders = Array.from({ length: 50 }, (_, place) => question(`l${place}`, { history: said(`talk ${place}`) }));
  const pack = packOf(first, ...lenders);
  const borrowed = (seed: number) => switchTopic([first], pack, seed)[0]?.history[0]?.text;
  expect(borrowed(3)).toBe(borrowed(3));
  expect(new Set([1, 2, 3, 4, 5].map(borrowed)).size).toBeGreaterThan(1);
  const shuffled = { ...pack, questions: [...pack.questions].reverse() };
  expect(switchTopic([first], shuffled, 3)[0]?.history[0]?.text).toBe(borrowed(3));
});
