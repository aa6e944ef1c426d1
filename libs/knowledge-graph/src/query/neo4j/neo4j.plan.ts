import type { Plan } from 'neo4j-driver';
import { refuseWhole } from '../query.problem.js';

/** Operators that change something; whatever is not known to be one still runs where nothing may be written. */
const WRITES =
  /Create|Merge|Delete|Remove|^Set|Foreach|LoadCSV|ProcedureCall|Constraint|Index(?!.*(?:Seek|Scan))|Lock/u;
const COMBINES = /^CartesianProduct/u;
/** Rows that a product of two patterns may have, as the planner estimates it. */
const WIDEST = 2_000_000;

/** Refuses what the server plans to write, or to combine without bounds. */
export function checkPlan(plan: Plan): void {
  const operator = plan.operatorType.replace(/@.*$/u, '');
  if (WRITES.test(operator)) throw refuseWhole('plan-writes', operator);
  const rows = Number(plan.arguments['EstimatedRows'] ?? 0);
  if (COMBINES.test(operator) && rows > WIDEST)
    throw refuseWhole('plan-too-wide', Math.round(rows).toLocaleString('en'));
  for (const child of plan.children) checkPlan(child);
}
