import type { AddAllowance, Allowance } from '@zhike/contracts';
import { type Clock, newId } from '@zhike/platform';
import { type RuleScreen, auditEntry } from '@zhike/ports';
import type { z } from 'zod';
import { SafetyError } from './safety.errors.js';
import { assertStorable, type InSafety, type SafetyMember } from './safety.scope.js';
import { showAllowance } from './safety.views.js';

export interface AllowanceServiceParts {
  readonly inSafety: InSafety;
  readonly screen: RuleScreen;
  readonly clock: Clock;
}

/** The allow-list: words that no rule stops in this workspace. */
export class AllowanceService {
  constructor(private readonly parts: AllowanceServiceParts) {}

  async list(workspaceId: string): Promise<Allowance[]> {
    return (await this.parts.inSafety(({ allowances }) => allowances.list(workspaceId))).map(showAllowance);
  }

  async add({ word, direction }: z.output<typeof AddAllowance>, member: SafetyMember): Promise<Allowance> {
    assertStorable(word);
    const flaw = this.parts.screen.flawOf(word, false);
    if (flaw !== undefined) throw new SafetyError('safety-words-refused', `${flaw}.`);
    const at = this.parts.clock.now();
    const row = { id: newId(), word, direction, eventId: null, addedBy: member.name, addedAt: at };
    await this.parts.inSafety(async ({ allowances, rules, audit }) => {
      if (!(await allowances.add(member.workspaceId, row)))
        throw new SafetyError('allowance-already-there', `“${word}” is on the allow-list already.`);
      await rules.moveRevision(member.workspaceId);
      await audit.append(auditEntry(member, 'allowance.added', row.id, { word, direction }), at);
    });
    await this.parts.screen.refresh(member.workspaceId);
    return showAllowance(row);
  }

  async remove(id: string, member: SafetyMember): Promise<void> {
    await this.parts.inSafety(async ({ allowances, rules, audit }) => {
      const row = await allowances.remove(member.workspaceId, id);
      if (!row) throw new SafetyError('allowance-not-found', 'There is no such word on the allow-list.');
      await rules.moveRevision(member.workspaceId);
      const { word, direction } = row;
      await audit.append(auditEntry(member, 'allowance.removed', id, { word, direction }), this.parts.clock.now());
    });
    await this.parts.screen.refresh(member.workspaceId);
  }
}
