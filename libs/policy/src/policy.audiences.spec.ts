import { describe, expect, it } from 'vitest';
import { readFrontMatter } from './import/front-matter.reader.js';
import { audiencesOf } from './policy.audiences.js';

const read = (line: string) => {
  const file = { name: 'p.md', text: `---\n${line}\n---\n# P\n`, warn: () => undefined };
  return readFrontMatter(file).audiences;
};

describe('the groups a policy is for', () => {
  it.each([
    ['audiences: members, staff', ['members', 'staff']],
    ['audience: [members, "staff"]', ['members', 'staff']],
    ['适用人群：会员、批发', ['会员', '批发']],
    ['audiences: everyone', []],
    ['适用人群：所有人', []],
    ['title: P', undefined],
    ['audiences:', undefined],
  ])('are read from %j', (line, audiences) => {
    expect(read(line)).toEqual(audiences);
  });

  it('are compared without width, case, order and repetition', () => {
    expect(audiencesOf(['Staff', ' ＭＥＭＢＥＲＳ', 'staff'])).toEqual(['members', 'staff']);
  });

  it.each(['two words', '', '-x', 'a'.repeat(41), 'a,b'])('are refused where %j is no name', (name) => {
    expect(() => audiencesOf([name])).toThrow(expect.objectContaining({ code: 'audience-invalid' }));
  });

  it('are at most twenty', () => {
    expect(() => audiencesOf(Array.from({ length: 21 }, (_, count) => `g${count}`))).toThrow(/At most 20/);
  });
});
