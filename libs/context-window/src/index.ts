export { BudgetContextWindow, type ContextWindowOptions } from './budget.context-window.js';
export { countTokens } from './token.count.js';
