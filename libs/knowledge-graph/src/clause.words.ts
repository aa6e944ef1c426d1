interface Named {
  readonly policyTitle: string;
  readonly path: readonly string[];
  readonly heading: string;
  readonly text: string;
}

/**
 * A clause with what stands above it: alone, 「3 个工作日内处理」 speaks of nothing. Each name once, and a heading that
 * only repeats the beginning of the text is left out.
 */
export function wordsOf({ policyTitle, path, heading, text }: Named): string {
  const own = text.trimStart().startsWith(heading.replace(/…$/u, '')) ? '' : heading;
  return [...new Set([policyTitle, ...path, own].filter(Boolean))].join(' · ').concat('\n', text);
}
