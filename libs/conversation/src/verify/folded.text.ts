/** Full width, ligatures, case and typographic quotes folded away: 「３０％」 and "30%" read alike. */
export const foldText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[’‘]/gu, "'").replace(/[“”]/gu, '"');

/** Chinese is written with and without blanks around digits: 「7 天」 is 「7天」. */
export const closeHan = (folded: string): string =>
  folded.replace(/(?<=\p{Script=Han})[^\S\n]+|[^\S\n]+(?=\p{Script=Han})/gu, '');

/** Folded, without white space. */
export const squeeze = (text: string): string => foldText(text).replace(/\s+/gu, '');

export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
