const HAN_NUMBER = '[〇零一二两三四五六七八九十百千\\d]+';
const CHAPTER = new RegExp(`^第\\s*${HAN_NUMBER}\\s*[编章]`, 'u');
const ARTICLE = new RegExp(
  `^(?:第\\s*${HAN_NUMBER}\\s*[节条]|[一二三四五六七八九十]+、|(?:section|article|clause)\\s+\\d+(?:\\.\\d+)*(?=[\\s.:：]|$))`,
  'iu',
);
const BOLD = /^\*\*([^*]+)\*\*$/u;
const LONGEST = 40;

/**
 * For a document without a single heading, as policies look that were pasted from a word processor: lines that carry an
 * article number (第三条, 一、) or are bold as a whole become headings. Of 「第三条 签收后七天内……。」 only the number does, and
 * the sentence stays together. Undefined when there is no such line.
 */
export function withGuessedHeadings(source: string): string | undefined {
  const lines = source.split('\n');
  const level = lines.some((line) => CHAPTER.test(line.trim())) ? '###' : '##';
  const guessed = lines.map((line) => {
    const text = line.trim();
    if (CHAPTER.test(text)) return `## ${text}`;
    const [, bold] = BOLD.exec(text) ?? [];
    if (bold) return `${level} ${bold}`;
    const [number] = ARTICLE.exec(text) ?? [];
    if (!number) return line;
    return isHeadingLine(text) ? `${level} ${text}` : `${level} ${number.replace(/、$/u, '')}\n${text}`;
  });
  const result = guessed.join('\n');
  return result === source ? undefined : result;
}

const isHeadingLine = (text: string) => [...text].length <= LONGEST && !/[。；;.]$/u.test(text);
