/**
 * What chat templates set between messages, of all families we know of. In what customers write and shops publish it can only be
 * an attempt to end a message and begin another: no message of ours holds one.
 */
const CONTROL_TOKENS =
  /<\s*[|｜][^<>\n]{1,60}[|｜]\s*>|<\/?s>|\[\/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\]|<<\/?SYS>>|<\/?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|im_start|im_end|system|assistant|user|think|tool_call|tool_response|function_call|function_results?)>/giu;

const HARMLESS: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '[': '〔', ']': '〕', '|': '¦', '｜': '¦' };

/** The same words with other brackets: still readable, and no tokenizer takes them for its own. */
export const withoutControlTokens = (text: string): string =>
  text.replaceAll(CONTROL_TOKENS, (token) => token.replaceAll(/[<>[\]|｜]/gu, (sign) => HARMLESS[sign] ?? sign));
