const LONGEST = 80;

/** A readable name for addresses and files: letters and digits of any script, dashes between. Never empty. */
export function toSlug(name: string): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return (
    [...slug]
      .slice(0, LONGEST)
      .join('')
      .replaceAll(/^-+|-+$/g, '') || 'policy'
  );
}

/** The name itself, or the first of `name-2`, `name-3` … that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  return free;
}
