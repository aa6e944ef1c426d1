import { Controller, Delete, Get, HttpCode, Inject, Post, Put, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  type BannedPhrase,
  type BriefDetail,
  type BriefSummary,
  CheckCopy,
  type CopyCheck,
  type CopyDraft,
  type CopyState,
  EditCopy,
  Locale,
  type Me,
  RegenerateCopy,
  RestoreCopy,
  ReviewCopy,
  SaveBannedPhrase,
  StartBrief,
  type StudioFact,
  type StudioProduct,
  type StudioSetting,
} from '@zhike/contracts';
import { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { acting } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

export const BriefsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  before: z.iso.datetime().optional(),
});
type BriefsQuery = z.infer<typeof BriefsQuery>;
export const ProductsQuery = z.object({ locale: Locale.default('zh'), search: z.string().max(200).default('') });
type ProductsQuery = z.infer<typeof ProductsQuery>;
export const FactsQuery = z.object({ locale: Locale.default('zh'), product: z.string().max(500).default('') });
type FactsQuery = z.infer<typeof FactsQuery>;

/** Copy from briefs. Who may not publish may have it written and edit it; what it says in the shop's name others approve. */
@Controller('api/admin/studio')
@UseGuards(AdminGuard)
export class StudioController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'studio'>) {}

  @Get()
  setting(@Member() member: Me): Promise<StudioSetting> {
    return this.product.studio.briefs.setting(member.workspace.id);
  }

  @Get('products')
  products(
    @Member() member: Me,
    @ParsedQuery(ProductsQuery) { locale, search }: ProductsQuery,
  ): Promise<StudioProduct[]> {
    return this.product.studio.briefs.products(member.workspace.id, locale, search);
  }

  @Get('facts')
  facts(@Member() member: Me, @ParsedQuery(FactsQuery) { locale, product }: FactsQuery): Promise<StudioFact[]> {
    return this.product.studio.briefs.factsOf(member.workspace.id, { entity: product, locale });
  }

  @Get('briefs')
  briefs(@Member() member: Me, @ParsedQuery(BriefsQuery) { limit, before }: BriefsQuery): Promise<BriefSummary[]> {
    return this.product.studio.briefs.list(member.workspace.id, limit, before ? new Date(before) : undefined);
  }

  @Post('briefs')
  @For('owner', 'editor', 'reviewer')
  start(@Member() member: Me, @ParsedBody(StartBrief) brief: z.output<typeof StartBrief>): Promise<BriefDetail> {
    return this.product.studio.briefs.start(brief, acting(member));
  }

  @Get('briefs/:id')
  brief(@Member() member: Me, @IdParam() id: string): Promise<BriefDetail> {
    return this.product.studio.briefs.detail(member.workspace.id, id);
  }

  @Post('briefs/:id/stop')
  @HttpCode(200)
  @For('owner', 'editor', 'reviewer')
  stop(@Member() member: Me, @IdParam() id: string): Promise<BriefDetail> {
    return this.product.studio.briefs.stop(id, acting(member));
  }

  @Post('check')
  @HttpCode(200)
  check(@Member() member: Me, @ParsedBody(CheckCopy) input: CheckCopy): Promise<CopyCheck> {
    return this.product.studio.desk.check(member.workspace.id, input);
  }

  @Put('drafts/:id')
  @For('owner', 'editor', 'reviewer')
  edit(@Member() member: Me, @IdParam() id: string, @ParsedBody(EditCopy) input: EditCopy): Promise<CopyDraft> {
    return this.product.studio.desk.edit(id, input, acting(member));
  }

  @Get('drafts/:id/states')
  states(@Member() member: Me, @IdParam() id: string): Promise<CopyState[]> {
    return this.product.studio.desk.states(member.workspace.id, id);
  }

  @Post('drafts/:id/restore')
  @HttpCode(200)
  @For('owner', 'editor', 'reviewer')
  restore(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(RestoreCopy) input: RestoreCopy,
  ): Promise<CopyDraft> {
    return this.product.studio.desk.restore(id, input, acting(member));
  }

  @Post('drafts/:id/regenerate')
  @HttpCode(202)
  @For('owner', 'editor', 'reviewer')
  regenerate(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(RegenerateCopy) input: RegenerateCopy,
  ): Promise<CopyDraft> {
    return this.product.studio.desk.regenerate(id, input, acting(member));
  }

  @Post('drafts/:id/review')
  @HttpCode(200)
  @For('owner', 'reviewer')
  review(@Member() member: Me, @IdParam() id: string, @ParsedBody(ReviewCopy) input: ReviewCopy): Promise<CopyDraft> {
    return this.product.studio.desk.review(id, input, acting(member));
  }

  @Get('phrases')
  phrases(@Member() member: Me): Promise<BannedPhrase[]> {
    return this.product.studio.phrases.list(member.workspace.id);
  }

  @Post('phrases')
  @For('owner', 'reviewer')
  ban(@Member() member: Me, @ParsedBody(SaveBannedPhrase) input: SaveBannedPhrase): Promise<BannedPhrase> {
    return this.product.studio.phrases.add(input, acting(member));
  }

  @Delete('phrases/:id')
  @HttpCode(204)
  @For('owner', 'reviewer')
  allow(@Member() member: Me, @IdParam() id: string): Promise<void> {
    return this.product.studio.phrases.remove(id, acting(member));
  }
}
