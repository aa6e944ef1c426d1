/**
 * One address, one member, however it is typed: capitals, the full-width letters of an input method and the invisible
 * characters of a pasted address do not count.
 */
export const foldEmail = (email: string) =>
  email
    .normalize('NFKC')
    .replaceAll(/\p{Other}/gu, '')
    .trim()
    .toLowerCase();
