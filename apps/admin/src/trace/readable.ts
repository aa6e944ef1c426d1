/** Milliseconds as a person compares them: whole above ten, one decimal below. */
export function readableMs(ms: number): string {
  return ms >= 10 ? Math.round(ms).toString() : ms.toFixed(1);
}

export const readableScore = (score: number): string => score.toFixed(3);

/** One value of a step's detail on one line; what is nested stays JSON. */
export function readableValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  return JSON.stringify(value, null, 2) ?? '';
}

/** Flat details read as a list of names and values; empty ones say nothing and are left out. */
export function detailRows(detail: Readonly<Record<string, unknown>>): [name: string, value: string][] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== '' && !isEmptyList(value))
    .map(([name, value]) => [name, readableValue(value)]);
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** A reason in the reader's language. Reasons are known by their words; a number in them is carried over. */
export function readableReason(because: string, known: Readonly<Record<string, string>>): string {
  const [number = ''] = /\d+/.exec(because) ?? [];
  return known[because.replace(/\d+/, '#')]?.replace('#', number) ?? because;
}

export interface ReadablePart {
  readonly name: string;
  readonly value: string;
}

const RAW = / \(raw\)$/;

/** The parts of a score by names a person reads: what weighs most first, and behind those, as measured, what they were made from. */
export function readableParts(
  parts: Readonly<Record<string, number>>,
  { partNames, partRaw }: { readonly partNames: Readonly<Record<string, string>>; partRaw(name: string): string },
): ReadablePart[] {
  const nameOf = (name: string) => {
    const plain = name.replace(RAW, '');
    const known = partNames[plain] ?? plain;
    return RAW.test(name) ? partRaw(known) : known;
  };
  return Object.entries(parts)
    .filter(([, value]) => value !== 0)
    .sort(
      ([one, left], [other, right]) =>
        Number(RAW.test(one)) - Number(RAW.test(other)) || Math.abs(right) - Math.abs(left),
    )
    .map(([name, value]) => ({ name: nameOf(name), value: readableScore(value) }));
}
