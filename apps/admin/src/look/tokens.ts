export type Scheme = 'light' | 'dark';

/** Ink on paper, one seal of vermilion. The widget wears the same colours. */
const LIGHT = {
  paper: '#FBFAF7',
  sheet: '#FFFFFF',
  /** Behind what is chosen or pointed at. */
  wash: '#F3F0E9',
  ink: '#1D2430',
  inkSoft: '#5B6472',
  line: '#E5E1D8',
  pine: '#1F5C4D',
  /** Text on a filled pine surface. */
  onPine: '#FFFFFF',
  seal: '#B4382A',
  /** A shade darker than the brand's amber, which falls just short of 4.5 on paper. */
  amber: '#9F600A',
  /** Behind a warning and behind an error. */
  amberWash: '#FBF4E6',
  sealWash: '#FBEFEC',
  slate: '#4A5568',
  blue: '#2357A5',
  grey: '#666B73',
};

export type Palette = typeof LIGHT;

export const PALETTES: Readonly<Record<Scheme, Palette>> = {
  light: LIGHT,
  dark: {
    paper: '#14161A',
    sheet: '#1C1F25',
    wash: '#262A32',
    ink: '#E9E6DF',
    inkSoft: '#A2A8B3',
    line: '#2C3038',
    pine: '#4FA68F',
    onPine: '#0F1714',
    seal: '#E0705F',
    amber: '#E0A94A',
    amberWash: '#2A2419',
    sealWash: '#2D1F1D',
    slate: '#A9B4C4',
    blue: '#83AEEA',
    grey: '#9DA3AC',
  },
};

export const FONT =
  'system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
export const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** `inkSoft` → `--ink-soft`: the style sheets know the tokens by these names. */
export function asProperties(palette: Palette): [name: string, value: string][] {
  return Object.entries(palette).map(([name, value]) => [
    `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
}
