import { randomInt } from 'node:crypto';
import type {
  CheckCopy,
  CopyBrief,
  CopyCheck,
  CopyDraft,
  CopyState,
  EditCopy,
  RegenerateCopy,
  RestoreCopy,
  ReviewCopy,
} from '@zhike/contracts';
import type { Clock } from '@zhike/platform';
import { type FactsInForce, auditEntry } from '@zhike/ports';
import type { CopyChecker, CopyGround } from './copy.checker.js';
import type { CopyRunner, WritersFor } from './copy.runner.js';
import { judge } from './copy.verdict.js';
import { StudioError } from './studio.errors.js';
import type { BriefRow, DraftRow } from './studio.rows.js';
import {
  assertStorable,
  findBrief,
  findDraft,
  type InStudio,
  type StudioMember,
  type StudioScope,
} from './studio.scope.js';
import { isUnderway, showDraft, showState } from './studio.views.js';

export interface DeskParts {
  readonly inStudio: InStudio;
  readonly facts: FactsInForce;
  readonly checker: CopyChecker;
  readonly writersFor: WritersFor;
  readonly runner: CopyRunner;
  readonly clock: Clock;
}

type Subject = Pick<CopyBrief, 'product' | 'locale'>;

/**
 * Drafts as people work with them. Each text is compared with the facts in force whenever it is shown; nothing of that is
 * stored. A refusal is a `StudioError` and leaves nothing behind.
 */
export class CopyDesk {
  constructor(private readonly parts: DeskParts) {}

  /** What texts about a product are held against now. */
  async groundOf(workspaceId: string, { product, locale }: Subject): Promise<CopyGround> {
    const { inStudio, facts, clock } = this.parts;
    const phrases = await inStudio((scope) => scope.phrases.list(workspaceId));
    return { workspaceId, facts: await facts.about(workspaceId, { entity: product, locale }, clock.now()), phrases };
  }

  async show(draft: DraftRow, { brief }: BriefRow, ground: CopyGround): Promise<CopyDraft> {
    const check = draft.state > 0 ? await this.parts.checker.check(draft.text, brief.locale, ground) : undefined;
    return showDraft(draft, check);
  }

  async check(workspaceId: string, { text, ...subject }: CheckCopy): Promise<CopyCheck> {
    return this.parts.checker.check(text, subject.locale, await this.groundOf(workspaceId, subject));
  }

  async states(workspaceId: string, id: string): Promise<CopyState[]> {
    const rows = await this.parts.inStudio(async ({ drafts }) => {
      await findDraft(drafts, workspaceId, id);
      return drafts.states(workspaceId, id);
    });
    return rows.map(showState);
  }

  /** What changed nothing makes no state. */
  edit(id: string, { text, state }: EditCopy, member: StudioMember): Promise<CopyDraft> {
    assertStorable(text);
    return this.change(id, state, member, async (draft, scope) => {
      if (text === draft.text) return;
      await this.add(draft, { text, how: 'edited', restoredFrom: null }, member, scope);
    });
  }

  restore(id: string, { number, state }: RestoreCopy, member: StudioMember): Promise<CopyDraft> {
    return this.change(id, state, member, async (draft, scope) => {
      const wanted = (await scope.drafts.states(member.workspaceId, id)).find((other) => other.number === number);
      if (!wanted) throw new StudioError('copy-state-not-found', `This draft has no state ${number}.`);
      await this.add(draft, { text: wanted.text, how: 'restored', restoredFrom: number }, member, scope);
    });
  }

  /** The server writes it anew; what stands now stays in its history. */
  async regenerate(id: string, { seed, writer: wanted }: RegenerateCopy, member: StudioMember): Promise<CopyDraft> {
    const { writersFor, clock, runner } = this.parts;
    const writers = await writersFor(member.workspaceId);
    let briefId = '';
    const shown = await this.change(id, undefined, member, async (draft, { drafts, audit }) => {
      briefId = draft.briefId;
      const writer = writers[wanted ?? draft.writer];
      if (!writer)
        throw new StudioError('model-not-configured', 'No chat model is configured here. Let the templates write.');
      const order = { seed: seed ?? otherSeed(draft.seed), writer: writer.kind, writerId: writer.id };
      await drafts.reorder(draft, order, clock.now());
      await audit.append(auditEntry(member, 'copy.regenerated', id, { briefId, ...order }), clock.now());
    });
    runner.start(briefId);
    return shown;
  }

  /** Approving what something blocks is refused, with what blocks. Approved copy is told to whoever wants to know, and used by nobody here. */
  async review(id: string, review: ReviewCopy, member: StudioMember): Promise<CopyDraft> {
    if (review.decision === 'approve') await this.assertSound(id, review.state, member);
    else assertStorable(review.reason);
    return this.change(id, review.state, member, async (draft, scope) => {
      const verdict = judge(draft.verdict, review.decision);
      if (draft.state === 0) throw new StudioError('copy-empty', 'There is no text yet.');
      const now = this.parts.clock.now();
      const reason = review.decision === 'reject' ? review.reason : null;
      await scope.drafts.judge(draft, { verdict, reviewedBy: member.name, reviewedAt: now, reason });
      const details = { briefId: draft.briefId, state: draft.state, text: draft.text, ...(reason ? { reason } : {}) };
      await scope.audit.append(auditEntry(member, `copy.${verdict}`, id, details), now);
      if (verdict === 'approved') await tell(draft, member, scope);
    });
  }

  private async assertSound(id: string, state: number, { workspaceId }: StudioMember): Promise<void> {
    const { draft, row } = await this.read(id, workspaceId);
    if (draft.state !== state) throw changed();
    const { check } = await this.show(draft, row, await this.groundOf(workspaceId, row.brief));
    if (!check?.isBlocked) return;
    const unproved = check.sentences.filter(({ standing }) => standing === 'unproved');
    const banned = check.flags.filter(({ severity }) => severity === 'block');
    const said = [...unproved, ...banned].map(({ text }) => `“${text.slice(0, 80)}”`).join(', ');
    throw new StudioError(
      'copy-blocked',
      `It cannot be approved while something blocks it: ${said}. Edit or remove that; it is checked again at once.`,
    );
  }

  private async read(id: string, workspaceId: string): Promise<{ draft: DraftRow; row: BriefRow }> {
    return this.parts.inStudio(async ({ drafts, briefs }) => {
      const draft = await findDraft(drafts, workspaceId, id);
      return { draft, row: await findBrief(briefs, workspaceId, draft.briefId) };
    });
  }

  /** One change of one draft, alone: whoever read an older state, or comes while it is being written, is refused. */
  private async change(
    id: string,
    readState: number | undefined,
    { workspaceId }: StudioMember,
    make: (draft: DraftRow, scope: StudioScope) => Promise<void>,
  ): Promise<CopyDraft> {
    await this.parts.inStudio(async (scope) => {
      await scope.drafts.lock(workspaceId, id);
      const draft = await findDraft(scope.drafts, workspaceId, id);
      if (isUnderway(draft))
        throw new StudioError('copy-being-written', 'This draft is being written. Wait for it, or stop the brief.');
      if (readState !== undefined && readState !== draft.state) throw changed();
      await make(draft, scope);
    });
    const { draft, row } = await this.read(id, workspaceId);
    return this.show(draft, row, await this.groundOf(workspaceId, row.brief));
  }

  private async add(
    draft: DraftRow,
    state: { readonly text: string; readonly how: 'edited' | 'restored'; readonly restoredFrom: number | null },
    member: StudioMember,
    { drafts, audit }: StudioScope,
  ): Promise<void> {
    const [number, at] = [draft.state + 1, this.parts.clock.now()];
    judge(draft.verdict, 'change');
    await drafts.addState(draft, { ...state, number, by: member.name, seed: null, at });
    const details = { briefId: draft.briefId, state: number, restoredFrom: state.restoredFrom };
    await audit.append(auditEntry(member, `copy.${state.how}`, draft.id, details), at);
  }
}

const changed = () =>
  new StudioError('copy-changed', 'Someone changed this draft after you opened it. Reload it first.');

/** News of what was approved: for the shop's own systems, e.g. whoever prints or sends it. */
async function tell(draft: DraftRow, member: StudioMember, { briefs, outbox }: StudioScope): Promise<void> {
  const { id, briefId, workspaceId, state, text } = draft;
  const { brief } = await findBrief(briefs, workspaceId, briefId);
  const { product, locale, channel } = brief;
  const data = { draftId: id, briefId, state, product, locale, channel, text, approvedBy: member.name };
  await outbox.append({ type: 'copy.approved', key: `${id}@${state}`, workspaceId, data });
}

function otherSeed(seed: number): number {
  const drawn = randomInt(2_147_483_646);
  return drawn === seed ? drawn + 1 : drawn;
}
