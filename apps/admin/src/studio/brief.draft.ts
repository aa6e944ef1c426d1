import type { CopyChannel, CopyLength, CopyWriterKind, Locale, StartBrief, StyleTag } from '@zhike/contracts';

/** A brief as it stands in the form. */
export interface BriefForm {
  readonly purpose: string;
  readonly channel: CopyChannel;
  readonly locale: Locale;
  readonly product: string;
  readonly styles: readonly StyleTag[];
  readonly length: CopyLength;
  readonly drafts: number;
  /** One a line. */
  readonly points: string;
  /** Undefined: whoever the server has. */
  readonly writer: CopyWriterKind | undefined;
  readonly seed: number | null;
}

export type BriefProblem = 'purpose-missing' | 'product-missing' | 'style-missing';

const MOST_POINTS = 6;

export const emptyBrief = (locale: Locale): BriefForm => ({
  purpose: '',
  channel: 'social',
  locale,
  product: '',
  styles: ['lively'],
  length: 'medium',
  drafts: 3,
  points: '',
  writer: undefined,
  seed: null,
});

export function problemsOf({ purpose, product, styles }: BriefForm): BriefProblem[] {
  return [
    ...(purpose.trim() ? [] : ['purpose-missing' as const]),
    ...(product ? [] : ['product-missing' as const]),
    ...(styles.length ? [] : ['style-missing' as const]),
  ];
}

export function toStart({ points, writer, seed, styles, ...brief }: BriefForm): StartBrief {
  const lines = points.split('\n').map((point) => point.trim());
  return {
    ...brief,
    purpose: brief.purpose.trim(),
    styles: [...styles],
    points: lines.filter(Boolean).slice(0, MOST_POINTS),
    ...(writer ? { writer } : {}),
    ...(seed === null ? {} : { seed }),
  };
}
