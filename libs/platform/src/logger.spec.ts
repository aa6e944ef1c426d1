import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';

function logging(mask?: (text: string) => string) {
  const lines: string[] = [];
  const to = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger('info', { to, ...(mask ? { mask } : {}) }) };
}
const mask = (text: string) => text.replaceAll(/\d{7,}/gu, '***');

describe('the log', () => {
  it('masks texts wherever they stand in a line, and leaves ids and numbers', () => {
    const { lines, logger } = logging(mask);
    const failure = new Error('no row for 13812345678');
    logger.error(
      { turnId: '13812345678', tookMs: 12345678, reason: failure, deep: { failures: ['asked 13812345678'] } },
      'could not answer 13812345678',
    );
    const [line = ''] = lines;
    expect(JSON.parse(line)).toMatchObject({
      turnId: '13812345678',
      tookMs: 12345678,
      reason: { message: 'no row for ***' },
      deep: { failures: ['asked ***'] },
      msg: 'could not answer ***',
    });
    expect(line.match(/13812345678/gu)).toHaveLength(1);
  });

  it('hides what is named a secret, masked or not, and writes nothing below its level', () => {
    for (const { lines, logger } of [logging(), logging(mask)]) {
      logger.debug({ question: 'x' }, 'hush');
      logger.warn({ token: 'abc', headers: { authorization: 'Bearer abc' } }, 'refused');
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toContain('abc');
    }
  });
});
