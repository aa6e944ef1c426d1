import { describe, expect, it } from 'vitest';
import { readFile } from './file.reader.js';

const readText = (text: string) => readFile({ name: 'facts.json', bytes: new TextEncoder().encode(text) }, {});
const read = (data: unknown) => readText(JSON.stringify(data));
const refusal = (message: string) =>
  expect.objectContaining({ name: 'ImportError', code: 'json-invalid', message: expect.stringContaining(message) });

const FACTS = [
  { entity: 'Tent', relation: 'weight', value: '2.4' },
  { entity: 'Tent', relation: 'colour', value: 'green' },
  { entity: 'Tent', relation: 'colour', value: 'grey' },
];

describe('facts in JSON', () => {
  it('are a list of triples or entities with their relations', () => {
    expect(read(FACTS).policies).toMatchObject([{ kind: 'catalogue', locale: 'en', facts: FACTS }]);
    expect(read({ Tent: { weight: 2.4, colour: ['green', 'grey'] } }).policies).toMatchObject([{ facts: FACTS }]);
  });

  it('are refused with the path of what is wrong', () => {
    expect(() => read([FACTS[0], { entity: 'Tent', relation: 'x' }])).toThrow(
      refusal('facts.json: [1].value is missing'),
    );
    expect(() => read([FACTS[0], 'x'])).toThrow(refusal('[1] is not an object'));
    expect(() => read({ Tent: { colour: ['green', null] } })).toThrow(refusal('["Tent"]["colour"][1] is neither text'));
    expect(() => read({ Tent: 'green' })).toThrow(refusal('["Tent"] is not an object'));
    expect(() => read({ Tent: { colour: ' ' } })).toThrow(refusal('["Tent"]["colour"]: The value is empty'));
    expect(() => readText('[{"entity":"a","relation":"b","value":"\\ud800"}]')).toThrow(
      refusal('[0]: The value contains'),
    );
    expect(() => read(7)).toThrow(refusal('Expected is'));
  });

  it('that are no JSON are refused with the line', () => {
    expect(() => readText('[\n{"entity": "a",\n}]')).toThrow(refusal('facts.json:3: This is not valid JSON'));
  });

  it('that are none are refused', () => {
    expect(() => read([])).toThrow(expect.objectContaining({ code: 'file-empty' }));
    expect(() => read({ Tent: {} })).toThrow(expect.objectContaining({ code: 'file-empty' }));
  });
});
