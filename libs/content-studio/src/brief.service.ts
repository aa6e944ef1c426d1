import { randomInt } from 'node:crypto';
import {
  type BriefDetail,
  type BriefSummary,
  type CopyWriterKind,
  Locale,
  type StartBrief,
  type StudioFact,
  type StudioProduct,
  type StudioSetting,
} from '@zhike/contracts';
import { type Clock, newId } from '@zhike/platform';
import { type FactEvidence, type FactsInForce, type SubjectName, auditEntry } from '@zhike/ports';
import type { z } from 'zod';
import { showFact } from './check/copy.check.js';
import type { CopyDesk } from './copy.desk.js';
import type { CopyRunner, WritersFor } from './copy.runner.js';
import { StudioError } from './studio.errors.js';
import { assertStorable, findBrief, type InStudio, type StudioMember } from './studio.scope.js';
import { countsOf, showBrief } from './studio.views.js';

export interface BriefParts {
  readonly inStudio: InStudio;
  readonly facts: FactsInForce;
  readonly writersFor: WritersFor;
  readonly runner: CopyRunner;
  readonly desk: CopyDesk;
  readonly clock: Clock;
}

type AskedBrief = z.output<typeof StartBrief>;

const MOST_PRODUCTS = 50;
const SEEDS = 2_147_483_647;

/** Briefs: what copy is wanted, and the drafts that come of it. A refusal is a `StudioError` and leaves nothing behind. */
export class BriefService {
  constructor(private readonly parts: BriefParts) {}

  async setting(workspaceId: string): Promise<StudioSetting> {
    const { facts, clock, writersFor } = this.parts;
    const { model } = await writersFor(workspaceId);
    const catalogues: Locale[] = [];
    for (const locale of Locale.options)
      if (await facts.hasCatalogue(workspaceId, locale, clock.now())) catalogues.push(locale);
    return { ...(model ? { model: model.id } : {}), catalogues };
  }

  async products(workspaceId: string, locale: Locale, search: string): Promise<StudioProduct[]> {
    const asked = { text: search, locale, limit: MOST_PRODUCTS };
    const found = await this.parts.facts.subjects(workspaceId, asked, this.parts.clock.now());
    return found.map(({ entity, policyTitle, factCount }) => ({ entity, policyTitle, factCount }));
  }

  async factsOf(workspaceId: string, subject: SubjectName): Promise<StudioFact[]> {
    return (await this.parts.facts.about(workspaceId, subject, this.parts.clock.now())).map(showFact);
  }

  async list(workspaceId: string, limit: number, before?: Date): Promise<BriefSummary[]> {
    const rows = await this.parts.inStudio(({ briefs }) => briefs.list(workspaceId, limit, before));
    return rows.map(({ counts, ...row }) => showBrief(row, counts));
  }

  async detail(workspaceId: string, id: string): Promise<BriefDetail> {
    const { row, drafts } = await this.parts.inStudio(async (scope) => ({
      row: await findBrief(scope.briefs, workspaceId, id),
      drafts: await scope.drafts.ofBrief(workspaceId, id),
    }));
    const ground = await this.parts.desk.groundOf(workspaceId, row.brief);
    const list = await Promise.all(drafts.map((draft) => this.parts.desk.show(draft, row, ground)));
    return { ...showBrief(row, countsOf(drafts)), facts: ground.facts.map(showFact), list };
  }

  /** The server begins to write at once and goes on whoever looks on. */
  async start({ seed: asked, writer: wanted, ...input }: AskedBrief, member: StudioMember): Promise<BriefDetail> {
    assertStorable(input.purpose, input.product, ...input.points);
    const writer = await this.writerOf(wanted, member.workspaceId);
    await this.assertFacts(member.workspaceId, { entity: input.product, locale: input.locale });
    const { workspaceId, name } = member;
    const [id, now, seed] = [newId(), this.parts.clock.now(), asked ?? randomInt(SEEDS)];
    const brief = { ...input, styles: [...new Set(input.styles)], writer: writer.kind };
    await this.parts.inStudio(async ({ briefs, drafts, audit }) => {
      await briefs.add({ id, workspaceId, brief, seed, createdBy: name, createdAt: now });
      for (let position = 0; position < input.drafts; position++)
        await drafts.add({
          ...{ id: newId(), briefId: id, workspaceId, position, updatedAt: now },
          seed: (seed + position) % SEEDS,
          writer: writer.kind,
          writerId: writer.id,
        });
      await audit.append(auditEntry(member, 'brief.started', id, { ...brief, seed }), now);
    });
    this.parts.runner.start(id);
    return this.detail(workspaceId, id);
  }

  async stop(id: string, member: StudioMember): Promise<BriefDetail> {
    const { inStudio, clock, runner } = this.parts;
    await inStudio(async ({ briefs, writing, audit }) => {
      await findBrief(briefs, member.workspaceId, id);
      await writing.stop(member.workspaceId, id, clock.now());
      await audit.append(auditEntry(member, 'brief.stopped', id, {}), clock.now());
    });
    runner.stop(id);
    return this.detail(member.workspaceId, id);
  }

  private async writerOf(wanted: CopyWriterKind | undefined, workspaceId: string) {
    const writers = await this.parts.writersFor(workspaceId);
    const writer = wanted === undefined ? (writers.model ?? writers.templates) : writers[wanted];
    if (writer) return writer;
    throw new StudioError('model-not-configured', 'No chat model is configured here. Let the templates write.');
  }

  private async assertFacts(workspaceId: string, subject: SubjectName): Promise<void> {
    const { facts, clock } = this.parts;
    const known: readonly FactEvidence[] = await facts.about(workspaceId, subject, clock.now());
    if (known.length) return;
    if (await facts.hasCatalogue(workspaceId, subject.locale, clock.now()))
      throw new StudioError('product-without-facts', `No catalogue in force states a fact about “${subject.entity}”.`);
    throw new StudioError(
      'catalogue-missing',
      'No catalogue in this language is in force. Import one and publish it; copy is written from its facts.',
    );
  }
}
