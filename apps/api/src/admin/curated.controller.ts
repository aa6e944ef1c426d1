import { Controller, Get, HttpCode, Inject, Post, Put, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  ChangeCuratedAnswer,
  CheckCuratedAnswer,
  type CuratedAnswer,
  type CuratedCheck,
  type CuratedSettings,
  CuratedStatus,
  Locale,
  type Me,
  type PickableClause,
  SaveCuratedAnswer,
  SaveCuratedSettings,
  SetCuratedStatus,
} from '@zhike/contracts';
import type { Curator } from '@zhike/known-answers';
import { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, For, Member } from './admin.guard.js';

export const CuratedQuery = z.object({ search: z.string().max(200).optional(), status: CuratedStatus.optional() });
type CuratedQuery = z.infer<typeof CuratedQuery>;
export const ClausesQuery = z.object({ search: z.string().max(200).default(''), locale: Locale.default('zh') });
type ClausesQuery = z.infer<typeof ClausesQuery>;

/** Answers written by hand. Who may not publish may write them, but not put them in force. */
@Controller('api/admin')
@UseGuards(AdminGuard)
export class CuratedController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'curation'>) {}

  @Get('curated-answers')
  list(@Member() member: Me, @ParsedQuery(CuratedQuery) filter: CuratedQuery): Promise<CuratedAnswer[]> {
    return this.product.curation.list(member.workspace.id, filter);
  }

  @Get('curated-answers/:id')
  detail(@Member() member: Me, @IdParam() id: string): Promise<CuratedAnswer> {
    return this.product.curation.detail(member.workspace.id, id);
  }

  @Post('curated-answers')
  @For('owner', 'editor', 'reviewer')
  create(@Member() member: Me, @ParsedBody(SaveCuratedAnswer) input: SaveCuratedAnswer): Promise<CuratedAnswer> {
    return this.product.curation.create(input, curatorOf(member));
  }

  @Post('curated-answers/check')
  @HttpCode(200)
  check(@Member() member: Me, @ParsedBody(CheckCuratedAnswer) input: CheckCuratedAnswer): Promise<CuratedCheck> {
    return this.product.curation.check(member.workspace.id, input);
  }

  @Put('curated-answers/:id')
  @For('owner', 'editor', 'reviewer')
  change(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(ChangeCuratedAnswer) input: ChangeCuratedAnswer,
  ): Promise<CuratedAnswer> {
    return this.product.curation.change(id, input, curatorOf(member));
  }

  @Post('curated-answers/:id/confirm')
  @HttpCode(200)
  @For('owner', 'reviewer')
  confirm(@Member() member: Me, @IdParam() id: string): Promise<CuratedAnswer> {
    return this.product.curation.confirm(id, curatorOf(member));
  }

  @Post('curated-answers/:id/status')
  @HttpCode(200)
  @For('owner', 'editor', 'reviewer')
  setStatus(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(SetCuratedStatus) { status }: z.infer<typeof SetCuratedStatus>,
  ): Promise<CuratedAnswer> {
    return this.product.curation.setStatus(id, status, curatorOf(member));
  }

  @Get('clauses-in-force')
  pickClauses(
    @Member() member: Me,
    @ParsedQuery(ClausesQuery) { locale, search }: ClausesQuery,
  ): Promise<PickableClause[]> {
    return this.product.curation.pickClauses(member.workspace.id, locale, search);
  }

  @Get('curated-settings')
  settings(@Member() member: Me): Promise<CuratedSettings> {
    return this.product.curation.settings(member.workspace.id);
  }

  @Put('curated-settings')
  @For('owner')
  saveSettings(
    @Member() member: Me,
    @ParsedBody(SaveCuratedSettings) { thresholds }: SaveCuratedSettings,
  ): Promise<CuratedSettings> {
    return this.product.curation.saveSettings(thresholds, curatorOf(member));
  }
}

function curatorOf({ workspace, memberId, name, role }: Me): Curator {
  return { workspaceId: workspace.id, memberId, name, mayServe: role === 'owner' || role === 'reviewer' };
}
