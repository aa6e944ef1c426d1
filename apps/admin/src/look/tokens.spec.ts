import { describe, expect, it } from 'vitest';
import { asProperties, PALETTES, type Scheme } from './tokens.js';

const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const SPOKEN = ['ink', 'inkSoft', 'pine', 'seal', 'amber', 'slate', 'blue', 'grey'] as const;

describe.each(['light', 'dark'] as Scheme[])('the %s palette', (scheme) => {
  const palette = PALETTES[scheme];

  it.each(SPOKEN)('keeps %s readable on paper and on sheets', (name) => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[name], palette.sheet)).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps text readable on pine, and soft ink on what is chosen, warns or failed', () => {
    expect(contrast(palette.onPine, palette.pine)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.inkSoft, palette.wash)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.inkSoft, palette.amberWash)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.inkSoft, palette.sealWash)).toBeGreaterThanOrEqual(4.5);
  });
});

it('names custom properties as style sheets write them', () => {
  expect(Object.fromEntries(asProperties(PALETTES.light))).toMatchObject({
    '--ink-soft': '#5B6472',
    '--pine': '#1F5C4D',
  });
});
