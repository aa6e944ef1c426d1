import { Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  AskGraph,
  type GraphOffer,
  type GraphResult,
  type GraphSetting,
  Locale,
  type Me,
  RunGraphQuery,
} from '@zhike/contracts';
import { GraphQueryError } from '@zhike/knowledge-graph';
import { z } from 'zod';
import { Leaving } from '../http/leaving.js';
import { RequestProblem } from '../http/problem.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, Member } from './admin.guard.js';

export const GraphQueryString = z.object({ locale: Locale.default('zh') });
type GraphQueryString = z.infer<typeof GraphQueryString>;

/** Searches of the graph: whoever may read policies may search them. */
@Controller('api/admin/graph')
@UseGuards(AdminGuard)
export class GraphController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'graphDesk'>) {}

  @Get()
  setting(@Member() member: Me, @ParsedQuery(GraphQueryString) { locale }: GraphQueryString): Promise<GraphSetting> {
    return this.product.graphDesk.setting(member.workspace.id, locale);
  }

  @Post('run')
  @HttpCode(200)
  async run(
    @Member() member: Me,
    @ParsedBody(RunGraphQuery) search: z.output<typeof RunGraphQuery>,
    @Leaving() leaving: AbortSignal,
  ): Promise<GraphResult> {
    try {
      return await this.product.graphDesk.run(member.workspace.id, search, leaving);
    } catch (error) {
      if (!(error instanceof GraphQueryError)) throw error;
      const { code, message, problem } = error;
      throw new RequestProblem(422, { code, message, details: problem });
    }
  }

  @Post('ask')
  @HttpCode(200)
  ask(
    @Member() member: Me,
    @ParsedBody(AskGraph) question: z.output<typeof AskGraph>,
    @Leaving() leaving: AbortSignal,
  ): Promise<GraphOffer> {
    return this.product.graphDesk.ask(member.workspace.id, question, leaving);
  }
}
