import { type Attributes, type MarkupToken, tokensOf } from './markup.tokens.js';
import { type Colour, colourOf } from './style.visibility.js';

type Open = Extract<MarkupToken, { type: 'open' }>;

/** How runs of a style look, as far as it decides whether they are seen. Undefined: as what they stand in. */
export interface RunLooks {
  readonly isVanished: boolean | undefined;
  readonly colour: Colour | undefined;
  readonly background: Colour | undefined;
  /** Half points. */
  readonly size: number | undefined;
  readonly isBold: boolean | undefined;
}

export interface WordStyle extends RunLooks {
  /** 1 to 9 for headings. */
  readonly depth: number | undefined;
  /** Some part of a table of this style has a ground of its own. */
  readonly hasGround: boolean;
  readonly basedOn: string | undefined;
}

export const PLAIN_RUN: RunLooks = {
  ...{ isVanished: undefined, colour: undefined, background: undefined, size: undefined, isBold: undefined },
};

/** What one element of run or paragraph properties changes. */
export function looksFrom({ name, attributes }: Open): Partial<RunLooks> {
  return CHANGES[name]?.(attributes) ?? {};
}

const vanish = (attributes: Attributes) => ({ isVanished: isOn(attributes.get('w:val')) });
const CHANGES: Readonly<Record<string, (attributes: Attributes) => Partial<RunLooks>>> = {
  'w:vanish': vanish,
  'w:webHidden': vanish,
  'w:specVanish': vanish,
  'w:b': (attributes) => ({ isBold: isOn(attributes.get('w:val')) }),
  'w:sz': (attributes) => ({ size: Number(attributes.get('w:val')) }),
  'w:color': (attributes) => ({ colour: wordColour(attributes.get('w:val'), attributes.get('w:themeColor')) }),
  'w:shd': (attributes) => ({ background: wordColour(attributes.get('w:fill'), attributes.get('w:themeFill')) }),
  'w:highlight': (attributes) => ({ background: markerColour(attributes.get('w:val')) }),
};

/** A marker that is not known by name is a colour all the same. */
function markerColour(value = ''): Colour | undefined {
  return value === 'none' ? undefined : (colourOf(value.toLowerCase()) ?? [255, 255, 0]);
}

const isOn = (value: string | undefined) => value !== '0' && value !== 'false' && value !== 'off';

function wordColour(value: string | undefined, theme: string | undefined): Colour | undefined {
  if (/^(?:background1|light1|bg1|lt1)$/u.test(theme ?? '')) return [255, 255, 255];
  return value && value !== 'auto' ? colourOf(`#${value}`) : undefined;
}

/** The styles of a document by their ids. */
export function readWordStyles(xml: string): ReadonlyMap<string, WordStyle> {
  const styles = new Map<string, WordStyle>();
  let id = '';
  let style: WordStyle = emptyStyle();
  for (const token of tokensOf(xml, 'xml')) {
    if (token.type === 'close' && token.name === 'w:style') styles.set(id, style);
    if (token.type !== 'open') continue;
    if (token.name === 'w:style') {
      id = token.attributes.get('w:styleId') ?? '';
      style = emptyStyle();
    } else style = { ...style, ...changeOf(token) };
  }
  return styles;
}

function changeOf(token: Open): Partial<WordStyle> {
  const value = token.attributes.get('w:val') ?? '';
  if (token.name === 'w:basedOn') return { basedOn: value };
  if (token.name === 'w:outlineLvl') return { depth: Number(value) + 1 };
  if (token.name === 'w:name') {
    const [, level] = /^(?:heading|标题)\s*(\d)$/iu.exec(value) ?? [];
    if (level) return { depth: Number(level) };
    return /^title$/iu.test(value) ? { depth: 1 } : {};
  }
  const looks = looksFrom(token);
  return looks.background ? { ...looks, hasGround: true } : looks;
}

const emptyStyle = (): WordStyle => ({ ...PLAIN_RUN, depth: undefined, hasGround: false, basedOn: undefined });

/** A style with what it takes over from those it is based on. */
export function resolveStyle(styles: ReadonlyMap<string, WordStyle>, id: string | undefined): WordStyle {
  let resolved = emptyStyle();
  const seen = new Set<string>();
  for (let at = id; at !== undefined && !seen.has(at); at = styles.get(at)?.basedOn) {
    seen.add(at);
    const own = styles.get(at);
    if (own) resolved = over(own, resolved);
  }
  return resolved;
}

/** What is set stays, what is not is filled in. */
function over(below: WordStyle, set: WordStyle): WordStyle {
  return {
    ...mergeLooks(below, set),
    depth: set.depth ?? below.depth,
    hasGround: set.hasGround || below.hasGround,
    basedOn: below.basedOn,
  };
}

export const mergeLooks = (below: RunLooks, set: RunLooks): RunLooks => ({
  isVanished: set.isVanished ?? below.isVanished,
  colour: set.colour ?? below.colour,
  background: set.background ?? below.background,
  size: set.size ?? below.size,
  isBold: set.isBold ?? below.isBold,
});
