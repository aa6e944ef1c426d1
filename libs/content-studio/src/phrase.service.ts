import type { BannedPhrase, SaveBannedPhrase } from '@zhike/contracts';
import { type Clock, newId } from '@zhike/platform';
import { auditEntry } from '@zhike/ports';
import { foldText } from './check/folded.text.js';
import { StudioError } from './studio.errors.js';
import { assertStorable, type InStudio, type StudioMember } from './studio.scope.js';
import { showPhrase } from './studio.views.js';

/** What this shop itself does not want to read in copy, beside the table of banned claims. */
export class PhraseService {
  constructor(
    private readonly inStudio: InStudio,
    private readonly clock: Clock,
  ) {}

  async list(workspaceId: string): Promise<BannedPhrase[]> {
    return (await this.inStudio(({ phrases }) => phrases.list(workspaceId))).map(showPhrase);
  }

  async add(input: SaveBannedPhrase, member: StudioMember): Promise<BannedPhrase> {
    assertStorable(input.phrase, input.why);
    const row = { ...input, id: newId(), addedBy: member.name, addedAt: this.clock.now() };
    const folded = foldText(input.phrase).text.trim();
    await this.inStudio(async ({ phrases, audit }) => {
      if (!folded || !(await phrases.add(member.workspaceId, row, folded)))
        throw new StudioError('phrase-already-there', `“${input.phrase}” is banned already.`);
      await audit.append(auditEntry(member, 'banned-phrase.added', row.id, { ...input }), row.addedAt);
    });
    return showPhrase(row);
  }

  async remove(id: string, member: StudioMember): Promise<void> {
    await this.inStudio(async ({ phrases, audit }) => {
      const row = await phrases.remove(member.workspaceId, id);
      if (!row) throw new StudioError('phrase-not-found', 'There is no such banned phrase.');
      const { phrase, why, severity } = row;
      await audit.append(auditEntry(member, 'banned-phrase.removed', id, { phrase, why, severity }), this.clock.now());
    });
  }
}
