const QUOTED = /[「『“"]([^「『“”』」"]{2,80})[」』”"]/gu;

/** What a text puts in quotation marks, in order: names of buttons and of other clauses (“What you need to provide”). */
export const quotedIn = (text: string): readonly string[] =>
  [...text.matchAll(QUOTED)].map(([, quoted = '']) => quoted);
