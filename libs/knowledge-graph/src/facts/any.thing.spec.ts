import { describe, expect, it } from 'vitest';
import { NameIndex } from '../name.index.js';
import { ofAnyThing } from './any.thing.js';
import type { LinkedEntity } from './entity.linker.js';

const names = new NameIndex();
for (const entity of ['折叠椅', '四人帐篷', 'Folding Chair']) names.add(entity, { from: 0, to: Infinity });

function asked(question: string, locale: 'zh' | 'en', stepsBack = 0): string | undefined {
  const linked = names.mentions(question, 1).map((mention): LinkedEntity => ({
    ...{ entity: mention.entity, mention, weight: 1, isNamed: true },
    ...{ stepsBack, said: [] },
  }));
  return ofAnyThing({ question, locale }, linked);
}

describe('ofAnyThing', () => {
  it('asks of any thing what was asked of one that the shop sells, by whatever part of its name', () => {
    expect(asked('收到的椅子坏了怎么办？', 'zh')).toBe('收到的商品坏了怎么办');
    expect(asked('四人帐篷和折叠椅能退吗', 'zh')).toBe('商品和商品能退吗');
    expect(asked('My folding chair arrived broken', 'en')).toBe('my item arrived broken');
  });

  it('has nothing to ask where the question names no thing, or only the conversation did', () => {
    expect(asked('运费谁付？', 'zh')).toBeUndefined();
    expect(asked('折叠椅呢', 'zh', 1)).toBeUndefined();
  });
});
