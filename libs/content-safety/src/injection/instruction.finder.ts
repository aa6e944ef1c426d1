import { splitSentences } from '@zhike/platform';
import type { Instruction, InstructionFinder } from '@zhike/ports';
import { fold } from '../fold.js';
import { INSTRUCTION_RULES } from './instruction.rules.js';

/** Cheap words of which every rule needs one: almost all sentences are read no further. */
const SUSPECT =
  /忽|无视|忘|理会|遵守|跳过|覆盖|绕|提示|指令|现在|接下来|人工智能|语言模型|大模型|智能|机器人|助手|问到|问及|问|告|透露|ignor|disregard|forget|bypass|overrid|discard|prompt|instruct|anything now|jailbreak|you are now|assistant|language model|llm|chatbot|\bai\b|a\.i\.|artificial|\bask|<|\[|never|do not|don't/u;

/** By sentence: an instruction is shown, and left out, as a whole. */
export const findInstructions: InstructionFinder = (text) => {
  const found: Instruction[] = [];
  let from = 0;
  for (const sentence of splitSentences(text)) {
    const start = text.indexOf(sentence, from);
    if (start < 0) continue;
    from = start + sentence.length;
    const rule = ruleFor(sentence);
    if (rule) found.push({ start, end: from, rule: rule.name, isCertain: rule.isCertain });
  }
  return found;
};

/** Signs within words, which folding takes out: only then is a word not seen as it stands. */
const HIDDEN = /\p{Cf}|\p{Script=Han}[\s*·._\-~^|/\\+#=]\p{Script=Han}/u;

function ruleFor(sentence: string) {
  const isSuspect = SUSPECT.test(sentence.normalize('NFKC').toLowerCase()) || HIDDEN.test(sentence);
  if (!isSuspect) return undefined;
  const folded = fold(sentence).text;
  return INSTRUCTION_RULES.find(({ pattern }) => pattern.test(folded));
}
