import { Controller, Delete, Get, Header, HttpCode, Inject, Post, Put, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  AddAllowance,
  type Allowance,
  ChangeSafetyRule,
  CreateSafetyRule,
  type Me,
  ProjectSafetyRule,
  ReviewSafetyEvent,
  type SafetyEvent,
  type SafetyEventPage,
  SafetyEventsQuery,
  type SafetyEventText,
  type SafetyExample,
  type SafetyFigures,
  SafetyFiguresQuery,
  type SafetyOverview,
  type SafetyProjection,
  type SafetyRule,
  type SafetyTemplate,
  type SafetyTrial,
  SetSafetyMode,
  TrySafety,
} from '@zhike/contracts';
import type { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { UntilGone } from '../http/until-gone.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { acting } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** Who changes what customers may say and hear, and who reads what they wrote. */
const IN_CHARGE = ['owner', 'reviewer'] as const;

/** The safety filter: everyone sees what it does; who is in charge runs it. */
@Controller('api/admin/safety')
@UseGuards(AdminGuard)
export class SafetyController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'safetyRoom'>) {}

  @Get()
  overview(@Member() { workspace, role }: Me): Promise<SafetyOverview> {
    const isInCharge = IN_CHARGE.some((known) => known === role);
    return this.product.safetyRoom.desk.overview(workspace.id, { mayEdit: isInCharge, maySeeText: isInCharge });
  }

  @Get('rules')
  rules(@Member() member: Me): Promise<SafetyRule[]> {
    return this.product.safetyRoom.rules.list(member.workspace.id);
  }

  @Get('templates')
  templates(@Member() member: Me): Promise<SafetyTemplate[]> {
    return this.product.safetyRoom.rules.templates(member.workspace.id);
  }

  @Post('rules')
  @For(...IN_CHARGE)
  create(
    @Member() member: Me,
    @ParsedBody(CreateSafetyRule) draft: z.output<typeof CreateSafetyRule>,
  ): Promise<SafetyRule> {
    return this.product.safetyRoom.rules.create(draft, acting(member));
  }

  @Put('rules/:id')
  @For(...IN_CHARGE)
  change(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(ChangeSafetyRule) change: z.output<typeof ChangeSafetyRule>,
  ): Promise<SafetyRule> {
    return this.product.safetyRoom.rules.change(id, change, acting(member));
  }

  @Post('rules/:id/mode')
  @HttpCode(200)
  @For(...IN_CHARGE)
  setMode(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(SetSafetyMode) { mode, revision }: SetSafetyMode,
  ): Promise<SafetyRule> {
    return this.product.safetyRoom.rules.setMode(id, mode, revision, acting(member));
  }

  @Delete('rules/:id')
  @HttpCode(204)
  @For(...IN_CHARGE)
  remove(@Member() member: Me, @IdParam() id: string): Promise<void> {
    return this.product.safetyRoom.rules.remove(id, acting(member));
  }

  /** Reads, though it is a POST: a draft is too long for an address. */
  @Post('projection')
  @HttpCode(200)
  project(
    @Member() member: Me,
    @ParsedBody(ProjectSafetyRule) asked: z.output<typeof ProjectSafetyRule>,
    @UntilGone() signal: AbortSignal,
  ): Promise<SafetyProjection> {
    return this.product.safetyRoom.projections.project(member.workspace.id, asked, signal);
  }

  @Post('try')
  @HttpCode(200)
  try(@Member() member: Me, @ParsedBody(TrySafety) input: TrySafety): Promise<SafetyTrial> {
    return this.product.safetyRoom.desk.try(member.workspace.id, input);
  }

  @Get('figures')
  figures(
    @Member() member: Me,
    @ParsedQuery(SafetyFiguresQuery) { days }: z.output<typeof SafetyFiguresQuery>,
  ): Promise<SafetyFigures> {
    return this.product.safetyRoom.desk.figures(member.workspace.id, Number(days));
  }

  @Get('events')
  events(
    @Member() member: Me,
    @ParsedQuery(SafetyEventsQuery) query: z.output<typeof SafetyEventsQuery>,
  ): Promise<SafetyEventPage> {
    return this.product.safetyRoom.reviews.page(member.workspace.id, query);
  }

  @Post('events/:id/reveal')
  @HttpCode(200)
  @For(...IN_CHARGE)
  reveal(@Member() member: Me, @IdParam() id: string): Promise<SafetyEventText> {
    return this.product.safetyRoom.reviews.reveal(id, acting(member));
  }

  @Post('events/:id/review')
  @HttpCode(200)
  @For(...IN_CHARGE)
  review(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(ReviewSafetyEvent) review: z.output<typeof ReviewSafetyEvent>,
  ): Promise<SafetyEvent> {
    return this.product.safetyRoom.reviews.review(id, review, acting(member));
  }

  @Post('events/:id/reopen')
  @HttpCode(200)
  @For(...IN_CHARGE)
  reopen(@Member() member: Me, @IdParam() id: string): Promise<SafetyEvent> {
    return this.product.safetyRoom.reviews.reopen(id, acting(member));
  }

  @Get('allowances')
  allowances(@Member() member: Me): Promise<Allowance[]> {
    return this.product.safetyRoom.allowances.list(member.workspace.id);
  }

  @Post('allowances')
  @For(...IN_CHARGE)
  allow(@Member() member: Me, @ParsedBody(AddAllowance) input: z.output<typeof AddAllowance>): Promise<Allowance> {
    return this.product.safetyRoom.allowances.add(input, acting(member));
  }

  @Delete('allowances/:id')
  @HttpCode(204)
  @For(...IN_CHARGE)
  disallow(@Member() member: Me, @IdParam() id: string): Promise<void> {
    return this.product.safetyRoom.allowances.remove(id, acting(member));
  }

  @Get('examples')
  examples(@Member() member: Me): Promise<SafetyExample[]> {
    return this.product.safetyRoom.examples.list(member.workspace.id);
  }

  @Get('examples/export')
  @For(...IN_CHARGE)
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="safety-examples.jsonl"')
  exportExamples(@Member() member: Me): Promise<string> {
    return this.product.safetyRoom.examples.export(acting(member));
  }

  @Delete('examples/:id')
  @HttpCode(204)
  @For(...IN_CHARGE)
  removeExample(@Member() member: Me, @IdParam() id: string): Promise<void> {
    return this.product.safetyRoom.examples.remove(id, acting(member));
  }
}
