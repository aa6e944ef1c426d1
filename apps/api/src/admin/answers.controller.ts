import { Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  type Health,
  type Me,
  type TestAnswer,
  TestQuestion,
  type TurnSummary,
  type TurnTrace,
} from '@zhike/contracts';
import { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { RequestProblem } from '../http/problem.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, Member } from './admin.guard.js';

export const TurnsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.iso.datetime().optional(),
});
type TurnsQuery = z.infer<typeof TurnsQuery>;

/** What customers are told, what they were told, and how the parts that tell them are. */
@Controller('api/admin')
@UseGuards(AdminGuard)
export class AnswersController {
  constructor(
    @Inject(PRODUCT) private readonly product: Pick<Product, 'testQuestion' | 'turns' | 'sight' | 'health'>,
  ) {}

  @Post('test-questions')
  @HttpCode(200)
  testQuestion(@Member() member: Me, @ParsedBody(TestQuestion) question: TestQuestion): Promise<TestAnswer> {
    return this.product.testQuestion(member.workspace.id, question);
  }

  @Get('turns')
  async turns(@Member() member: Me, @ParsedQuery(TurnsQuery) { limit, before }: TurnsQuery): Promise<TurnSummary[]> {
    const turns = await this.product.turns.recent(member.workspace.id, limit, before ? new Date(before) : undefined);
    return turns.map((turn) => this.product.sight.turn(turn, member));
  }

  @Get('turns/:id/trace')
  async trace(@Member() member: Me, @IdParam() id: string): Promise<TurnTrace> {
    const trace = await this.product.turns.trace(member.workspace.id, id);
    if (!trace)
      throw new RequestProblem(404, {
        code: 'turn-not-found',
        message: 'There is no finished turn with this id here.',
      });
    return this.product.sight.trace(trace, member);
  }

  @Get('health')
  health(@Member() member: Me): Promise<Health> {
    return this.product.health(member.workspace.id);
  }
}
