import { describe, expect, it } from 'vitest';
import { referencesAmong } from './references.js';

const clause = (id: string, key: string, heading: string, text: string) => ({ id, key, heading, text });

describe('referencesAmong', () => {
  it('links a clause to those it names by number, in both languages', () => {
    const references = referencesAmong([
      clause('a', '第三条', '运费', '质量问题由我们承担。'),
      clause('b', '第十二条', '换货', '运费按第三条和第 12 条办理。'),
      clause('c', '2.1', '2.1 Costs', 'See section 2.2.'),
      clause('d', '2.2', '2.2 Refunds', 'As clause 2.1 says.'),
    ]);
    expect(references.get('b')).toEqual(['a']);
    expect(references.get('c')).toEqual(['d']);
    expect(references.get('d')).toEqual(['c']);
    expect(references.has('a')).toBe(false);
  });
});
