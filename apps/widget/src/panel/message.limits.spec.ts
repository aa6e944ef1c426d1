import { MAX_MESSAGE_LENGTH as OF_THE_CONTRACT, RateAnswer } from '@zhike/contracts';
import { expect, it } from 'vitest';
import { stringsOf } from '../strings/widget.strings.js';
import { MAX_MESSAGE_LENGTH } from './message.limits.js';

it('lets the customer write as much as the server takes', () => {
  expect(MAX_MESSAGE_LENGTH).toBe(OF_THE_CONTRACT);
});

it('has words for every reason that the server takes, in both languages', () => {
  const reasons = [...RateAnswer.shape.reason.unwrap().options].sort();
  for (const locale of ['zh', 'en'] as const) expect(Object.keys(stringsOf(locale).reasons).sort()).toEqual(reasons);
});
