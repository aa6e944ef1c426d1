import { describe, expect, it } from 'vitest';
import { NameIndex } from './name.index.js';

const always = { from: 0, to: Infinity };
const named = (index: NameIndex, text: string, at = 1) => index.mentions(text, at).map(({ entity }) => entity);

describe('NameIndex', () => {
  it('finds names whatever their width, case and brackets, the longest where they overlap', () => {
    const index = new NameIndex();
    for (const entity of ['故宫', '故宫博物院', '全聚德(王府井店)', 'The Copper Kettle']) index.add(entity, always);
    expect(named(index, '故宫博物院几点开门？')).toEqual(['故宫博物院']);
    expect(named(index, '我想去全聚德（王府井店）')).toEqual(['全聚德(王府井店)']);
    expect(named(index, '全聚德的电话')).toEqual(['全聚德(王府井店)']);
    expect(named(index, 'Is COPPER KETTLE open?')).toEqual(['The Copper Kettle']);
  });

  it('does not find a Latin name inside a word', () => {
    const index = new NameIndex();
    index.add('ask', always);
    expect(named(index, 'May I set you a task?')).toEqual([]);
    expect(named(index, 'How about ask, please?')).toEqual(['ask']);
  });

  it('knows a name only while a version that holds it is in force', () => {
    const index = new NameIndex();
    index.add('旅行包', { from: 10, to: 20 });
    expect(named(index, '旅行包', 9)).toEqual([]);
    expect(named(index, '旅行包', 10)).toEqual(['旅行包']);
    expect(named(index, '旅行包', 20)).toEqual([]);
  });

  it('forgets a name with the last version that held it', () => {
    const index = new NameIndex();
    index.add('旅行包', always);
    index.add('旅行包', { from: 0, to: 5 });
    index.remove('旅行包', always);
    expect(named(index, '旅行包', 4)).toEqual(['旅行包']);
    index.remove('旅行包', { from: 0, to: 5 });
    expect(named(index, '旅行包', 4)).toEqual([]);
  });

  it('finds a thing by a part of its name, while few share the part and no whole name holds the words', () => {
    const index = new NameIndex();
    for (const entity of ['四人帐篷', '远行 40L 双肩包', 'Four-Person Tent', 'The Place']) index.add(entity, always);
    expect(named(index, '帐篷多少钱？')).toEqual(['四人帐篷']);
    expect(named(index, '远行双肩包和远行包')).toEqual(['远行 40L 双肩包', '远行 40L 双肩包']);
    expect(named(index, 'How much is the tent?')).toEqual(['Four-Person Tent']);
    expect(named(index, 'That place is fine.')).toEqual([]);
    index.add('帐篷', always);
    expect(named(index, '帐篷多少钱？')).toEqual(['帐篷']);
    for (const entity of ['双人帐篷', '天幕帐篷', '沙滩帐篷']) index.add(entity, always);
    index.remove('帐篷', always);
    expect(named(index, '帐篷多少钱？')).toEqual([]);
  });
});
