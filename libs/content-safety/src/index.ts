export { RuleContentSafety } from './rule.content-safety.js';
export { INPUT_RULES, type Rule } from './input.rules.js';
