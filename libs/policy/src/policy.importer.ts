import type { ImportReport } from '@zhike/contracts';
import type { ImportContent, ImportFile, ImportOptions } from './import/import.content.js';
import { readFile, readPackFiles } from './import/file.reader.js';
import { type InstructionFinders, warningsOfInstructions } from './import/instruction.warnings.js';
import type { ActingMember, PolicyService } from './policy.service.js';

/** The two files of a pack that hold content, as texts; either may be empty. */
export interface ImportPack {
  readonly clauses: string;
  readonly facts: string;
}

export interface ImportPackOptions extends ImportOptions {
  /** Puts everything in force at once; the member needs the right to review own work. */
  readonly publish?: boolean | undefined;
}

/**
 * Brings files in as policies. All or nothing: a file that is wrong anywhere, or whose policy has a draft on its way,
 * leaves nothing behind. What a file does not prove about itself comes back as a warning.
 */
export class PolicyImporter {
  constructor(
    private readonly policies: PolicyService,
    private readonly instructions: InstructionFinders,
  ) {}

  /** Throws `ImportError` for what is wrong with the file, `PolicyRuleError` for what the policy's life cycle forbids. */
  async importFile(file: ImportFile, options: ImportOptions, member: ActingMember): Promise<ImportReport> {
    const content = readFile(file, options);
    return this.store({ ...content, warnings: await this.withInstructions(content, file.name) }, false, member);
  }

  async importPack(pack: ImportPack, options: ImportPackOptions, member: ActingMember): Promise<ImportReport> {
    return this.store(readPackFiles(pack, options), options.publish ?? false, member);
  }

  /** What speaks to a machine comes first: it is what an editor must not overlook. */
  private async withInstructions(
    { policies, warnings }: ImportContent,
    file: string,
  ): Promise<ImportContent['warnings']> {
    return [...(await warningsOfInstructions(policies, this.instructions, file)), ...warnings];
  }

  private async store(
    { policies, warnings }: ImportContent,
    publish: boolean,
    member: ActingMember,
  ): Promise<ImportReport> {
    const stored = await this.policies.importPolicies(policies, { publish }, member);
    return {
      policies: policies.flatMap(({ title, clauses, facts }, place) => {
        const ids = stored[place];
        return ids ? [{ ...ids, title, clauses: clauses.length, facts: facts.length }] : [];
      }),
      warnings: [...warnings],
    };
  }
}
