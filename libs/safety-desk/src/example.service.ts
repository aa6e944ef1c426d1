import type { SafetyExample } from '@zhike/contracts';
import type { Clock } from '@zhike/platform';
import { auditEntry } from '@zhike/ports';
import { SafetyError } from './safety.errors.js';
import { type InSafety, type SafetyMember } from './safety.scope.js';
import { showExample } from './safety.views.js';

const SHOWN = 200;

/** Texts with a person's verdict, personal data masked: what a filter is trained and measured by. */
export class ExampleService {
  constructor(
    private readonly inSafety: InSafety,
    private readonly clock: Clock,
  ) {}

  async list(workspaceId: string): Promise<SafetyExample[]> {
    return (await this.inSafety(({ examples }) => examples.list(workspaceId, SHOWN))).map(showExample);
  }

  /** All of them as JSONL, an example a line. */
  async export(member: SafetyMember): Promise<string> {
    const rows = await this.inSafety(async ({ examples, audit }) => {
      const all = await examples.list(member.workspaceId);
      const details = { count: all.length };
      await audit.append(auditEntry(member, 'safety-examples.exported', member.workspaceId, details), this.clock.now());
      return all;
    });
    return rows.map((row) => `${JSON.stringify(showExample(row))}\n`).join('');
  }

  async remove(id: string, member: SafetyMember): Promise<void> {
    await this.inSafety(async ({ examples, audit }) => {
      if (!(await examples.remove(member.workspaceId, id)))
        throw new SafetyError('safety-example-not-found', 'There is no such example.');
      await audit.append(auditEntry(member, 'safety-example.removed', id), this.clock.now());
    });
  }
}
