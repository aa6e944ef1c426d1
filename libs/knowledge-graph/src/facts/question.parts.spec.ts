import { describe, expect, it } from 'vitest';
import { onlyNames, partsOf } from './question.parts.js';

const mention = (entity: string, start: number, length = entity.length) => ({ entity, start, length });
const texts = (question: string, ...mentions: Parameters<typeof partsOf>[1]) =>
  partsOf(question, mentions).map(({ text }) => text);

describe('partsOf', () => {
  it('splits what is asked together and leaves the names out', () => {
    expect(texts('青禾民宿的电话和评分是多少？', mention('青禾民宿', 0))).toEqual(['的电话', '评分是多少']);
    expect(texts('What is the phone number and the price range?')).toEqual([
      'what is the phone number',
      'the price range',
    ]);
  });

  it('does not split a name, whatever joins its words or stands between its signs', () => {
    expect(texts('Where is Salt and Pine?', mention('Salt and Pine', 9))).toEqual(['where is']);
    expect(texts('请问「云·栖」客栈在哪？', mention('云栖客栈', 2))).toEqual(['请问在哪']);
  });

  it('keeps 「周边还有什么」 whole and joins two things at 「还有」', () => {
    expect(texts('周边还有什么餐厅？')).toEqual(['周边还有什么餐厅']);
    expect(texts('电话还有地址')).toEqual(['电话', '地址']);
  });

  it('keeps numbers whole where they are written with points and colons', () => {
    expect(partsOf('9:30 开门吗？要 4.5 分以上', []).map(({ written }) => written.trim())).toEqual([
      '9:30 开门吗',
      '要 4.5 分以上',
    ]);
  });

  it('knows what asks, what may only sound so, and what tells', () => {
    expect(partsOf('真好看呢，材质是棉的，电话多少？', []).map(({ asks }) => asks)).toEqual([0.5, 0, 1]);
    expect(partsOf('青禾民宿的价格', [mention('青禾民宿', 0)])[0]?.asks).toBe(1);
  });

  it('says which names stand in a clause, and which are named in one breath', () => {
    const mentions = [mention('折叠椅', 0), mention('折叠桌', 4)];
    expect(partsOf('折叠椅和折叠桌的价格', mentions)).toMatchObject([
      { text: '的价格', names: ['折叠椅', '折叠桌'], joins: true },
    ]);
  });

  it('takes a question of nothing but a name as one part', () => {
    expect(partsOf('青禾民宿', [mention('青禾民宿', 0)])).toMatchObject([{ text: '青禾民宿', names: ['青禾民宿'] }]);
  });
});

describe('onlyNames', () => {
  it('is true where a name is brought up and nothing is asked of it', () => {
    for (const [question, name, start] of [
      ['那睡袋呢？', '睡袋', 1],
      ['And the Flask?', 'Flask', 8],
      ['What about the Flask?', 'Flask', 15],
    ] as const)
      expect(onlyNames(partsOf(question, [mention(name, start)]))).toBe(true);
    expect(onlyNames(partsOf('那睡袋多重？', [mention('睡袋', 1)]))).toBe(false);
    expect(onlyNames(partsOf('那呢？', []))).toBe(false);
  });
});
