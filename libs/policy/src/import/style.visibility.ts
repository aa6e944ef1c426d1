/** What of the styles around a text decides whether it can be seen. */
export interface Looks {
  readonly colour: Colour;
  readonly background: Colour;
  readonly fontPx: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

export const PAPER: Looks = { colour: [0, 0, 0], background: [255, 255, 255], fontPx: 16 };

/** Nobody reads what is smaller: 2 points. */
const SMALLEST_PX = (2 * 96) / 72;
/** Two colours that differ less in every channel look the same. */
const NEAR = 26;
const FAR_OFF_PX = 400;
const FAINTEST = 0.1;

const NAMED: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  ghostwhite: [248, 248, 255],
  floralwhite: [255, 250, 240],
  azure: [240, 255, 255],
  mintcream: [245, 255, 250],
  seashell: [255, 245, 238],
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  navy: [0, 0, 128],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  yellow: [255, 255, 0],
};

/** Declarations of a style attribute or a rule; the last of a name counts. */
export function readDeclarations(css: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const part of css.replaceAll(/\/\*[\s\S]*?\*\//gu, '').split(';')) {
    const [name = '', ...value] = part.split(':');
    if (!value.length) continue;
    declarations.set(
      name.trim().toLowerCase(),
      value
        .join(':')
        .replace(/!important/iu, '')
        .trim()
        .toLowerCase(),
    );
  }
  return declarations;
}

/** How text looks under these declarations. */
export function looksUnder(style: ReadonlyMap<string, string>, around: Looks): Looks {
  const size = style.get('font-size') ?? sizeInShorthand(style.get('font'));
  return {
    colour: colourOf(style.get('color')) ?? around.colour,
    background: backgroundUnder(style) ?? around.background,
    fontPx: (size === undefined ? undefined : lengthPx(size, around.fontPx)) ?? around.fontPx,
  };
}

/** A picture may have any colour: nothing is near to it. */
const PICTURE: Colour = [NaN, NaN, NaN];

function backgroundUnder(style: ReadonlyMap<string, string>): Colour | undefined {
  const [colour, all = '', image = ''] = ['background-color', 'background', 'background-image'].map((name) =>
    style.get(name),
  );
  if (/url\(|gradient\(/u.test(`${all} ${image}`)) return PICTURE;
  return colourOf(colour ?? all);
}

/** Why nothing in an element with these declarations can be seen, however it looks. */
export function hidingReason(own: ReadonlyMap<string, string>, looks: Looks): string | undefined {
  if (own.get('display') === 'none') return 'display: none';
  if (/^(?:hidden|collapse)$/u.test(own.get('visibility') ?? '')) return `visibility: ${own.get('visibility') ?? ''}`;
  const opacity = own.get('opacity');
  if (opacity !== undefined && fraction(opacity) <= FAINTEST) return `opacity: ${opacity}`;
  if (isTransparent(own.get('color'))) return `color: ${own.get('color') ?? ''}`;
  return placedAway(own, looks);
}

/** Why text cannot be read for its size or its colour. */
export function unreadable({ colour, background, fontPx }: Looks): string | undefined {
  if (fontPx <= SMALLEST_PX) return `font-size: ${Math.round(fontPx * 100) / 100}px`;
  const isSame = colour.every((channel, at) => Math.abs(channel - (background[at] ?? 0)) < NEAR);
  return isSame ? 'text in the colour of its background' : undefined;
}

function placedAway(own: ReadonlyMap<string, string>, { fontPx }: Looks): string | undefined {
  const lengthOf = (name: string) => lengthPx(own.get(name) ?? '', fontPx);
  const isPlaced = /^(?:absolute|fixed|relative)$/u.test(own.get('position') ?? '');
  const away = [...MOVES, ...(isPlaced ? PLACES : [])].find((name) => (lengthOf(name) ?? 0) <= -FAR_OFF_PX);
  const isCut = /hidden|clip/u.test(own.get('overflow') ?? '');
  const flat = isCut ? SIZES.find((name) => (lengthOf(name) ?? 100) <= 1) : undefined;
  const cut = CUTS.find(([name, pattern]) => pattern.test(own.get(name) ?? ''))?.[0];
  const name = away ?? flat ?? cut;
  return name && `${name}: ${own.get(name) ?? ''}`;
}

const MOVES = ['text-indent', 'margin-left', 'margin-top'];
const PLACES = ['left', 'top', 'right', 'bottom'];
const SIZES = ['width', 'height', 'max-width', 'max-height'];
const CUTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['clip', /rect\(\s*(?:0|1px)/u],
  ['clip-path', /inset\(\s*(?:50|100)%|circle\(\s*0/u],
  ['transform', /scale[xy]?\(\s*0(?:\.0*)?[\s,)]|translate[xy]?\([^)]*-\s?\d{4}/u],
];

function sizeInShorthand(font: string | undefined): string | undefined {
  return font?.split(/\s+/u).find((part) => /^[\d.]+(?:px|pt|em|rem|%)/u.test(part));
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ px: 1, '': 1, pt: 96 / 72, pc: 16, in: 96, cm: 37.8, mm: 3.78, rem: 16, vw: 10, vh: 10 },
};
/** Of the size of the letters around. */
const RELATIVE: Readonly<Record<string, number>> = { em: 1, ch: 1, ex: 1, '%': 0.01 };

export function lengthPx(text: string, fontPx: number): number | undefined {
  const [, amount, unit = ''] = /^(-?\d*\.?\d+)\s*([a-z%]*)/u.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  const inPx = UNITS[unit] ?? (RELATIVE[unit] === undefined ? undefined : RELATIVE[unit] * fontPx);
  return inPx === undefined ? undefined : Number(amount) * inPx;
}

export function colourOf(text: string | undefined): Colour | undefined {
  if (text === undefined || isTransparent(text)) return undefined;
  const hex = /#([\da-f]{3,8})\b/iu.exec(text)?.[1];
  if (hex !== undefined) return hexColour(hex);
  return functionColour(text) ?? text.split(/\s+/u).flatMap((word) => (NAMED[word] ? [NAMED[word]] : []))[0];
}

function functionColour(text: string): Colour | undefined {
  const parts = /rgba?\(([^)]*)\)/u.exec(text)?.[1]?.match(/[\d.]+%?/gu) ?? [];
  if (parts.length >= 3)
    return channels(parts.map((part) => (part.endsWith('%') ? fraction(part) * 255 : Number(part))));
  const light = /hsla?\(\s*[\d.]+\w*[\s,]+[\d.]+%[\s,]+([\d.]+)%/u.exec(text)?.[1];
  // White and black are all that matters here, and for those the hue says nothing.
  return light === undefined ? undefined : channels([light, light, light].map((one) => (Number(one) / 100) * 255));
}

const channels = ([red = 0, green = 0, blue = 0]: readonly number[]): Colour => [red, green, blue];

function hexColour(hex: string): Colour | undefined {
  const full = hex.length < 6 ? [...hex.slice(0, 3)].map((sign) => sign + sign).join('') : hex.slice(0, 6);
  return channels([0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)));
}

function isTransparent(text: string | undefined): boolean {
  if (text === undefined) return false;
  if (text === 'transparent') return true;
  const alpha = /(?:rgba|hsla|rgb|hsl)\([^)]*[,/]\s*([\d.]+%?)\s*\)$/u.exec(text);
  const count = text.match(/[\d.]+%?/gu)?.length ?? 0;
  return alpha !== null && count >= 4 && fraction(alpha[1] ?? '1') <= FAINTEST;
}

const fraction = (text: string) => (text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text));
