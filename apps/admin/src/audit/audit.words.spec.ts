import { describe, expect, it } from 'vitest';
import { en } from '../text/en.js';
import { zh } from '../text/zh.js';
import { nameOf, sayAction } from './audit.words.js';

describe('what was done', () => {
  it('is said in both languages', () => {
    expect(sayAction('safety-rule.created', zh.audit)).toBe('新建安全规则');
    expect(sayAction('safety-rule.created', en.audit)).toBe('created a safety rule');
  });

  it('that is not known yet is shown as it is written down', () => {
    expect(sayAction('spaceship.launched', zh.audit)).toBe('spaceship.launched');
    expect(sayAction('member.launched', zh.audit)).toBe('member.launched');
  });

  it('names what it was done to', () => {
    expect(nameOf({ details: { name: '陆遥', from: 'agent', to: 'editor' } }, zh.roles)).toBe('陆遥 · 客服 → 编辑');
    expect(nameOf({ details: { word: '赌钱', direction: 'input' } }, zh.roles)).toBe('赌钱');
    expect(nameOf({ details: { ids: ['a'] } }, zh.roles)).toBe('');
  });
});
