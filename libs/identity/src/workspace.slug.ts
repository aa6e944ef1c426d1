/** Together with a number behind it a slug stays within the 64 characters that the API takes. */
const LONGEST = 56;

/**
 * The name of a shop in addresses and in the pages of its website, whatever their encoding: so ASCII only. A name that
 * has no such letters, like 小店, becomes `shop`.
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  return slug.slice(0, LONGEST).replace(/-$/, '') || 'shop';
}
