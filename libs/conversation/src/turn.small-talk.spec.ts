import { describe, expect, it } from 'vitest';
import { answerSmallTalk } from './turn.small-talk.js';

describe('answerSmallTalk', () => {
  it.each([
    ['你好', 'small-talk:greeting'],
    ['您好！', 'small-talk:greeting'],
    ['Hi there!', 'small-talk:greeting'],
    ['谢谢您', 'small-talk:thanks'],
    ['Thanks a lot!', 'small-talk:thanks'],
    ['拜拜～', 'small-talk:goodbye'],
    ['你是机器人吗？', 'small-talk:robot'],
    ['你是真人还是机器人？', 'small-talk:robot'],
    ['Are you a robot?', 'small-talk:robot'],
    ['am I talking to a human or a bot?', 'small-talk:robot'],
    ['What can you do?', 'small-talk:capability'],
    ['转人工', 'customer-request'],
    ['我要找真人客服', 'customer-request'],
    ['I want to talk to a person', 'customer-request'],
    ['human please', 'customer-request'],
  ])('takes 「%s」 as %s', (message, reason) => {
    expect(answerSmallTalk(message, 'zh')?.reason).toBe(reason);
  });

  it.each([
    '你好，我想退货',
    'Hello, can I return this kettle?',
    '谢谢，那运费谁出？',
    '是机器制作的吗？',
    'Is the kettle made by a robot?',
    '人工费多少？',
  ])('leaves 「%s」 to the policies', (message) => {
    expect(answerSmallTalk(message, 'zh')).toBeUndefined();
  });
});
