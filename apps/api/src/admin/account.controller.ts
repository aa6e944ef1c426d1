import { Controller, Delete, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { type AccountSession, ChangePassword, type Me } from '@zhike/contracts';
import { readSession, writeSession } from '../http/cookies.js';
import type { Request, Response } from '../http/express.js';
import { IdParam } from '../http/ids.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, Member } from './admin.guard.js';
import { visitOf } from './visit.js';

/** What members do about their own login. */
@Controller('api/admin/account')
@UseGuards(AdminGuard)
export class AccountController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'account' | 'logger'>) {}

  @Post('password')
  @HttpCode(204)
  async changePassword(
    @Member() member: Me,
    @ParsedBody(ChangePassword) input: ChangePassword,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { token } = await this.product.account.changePassword(member, input, visitOf(request));
    const { memberId, workspace } = member;
    this.product.logger.info(
      { memberId, workspaceId: workspace.id, address: request.ip },
      'a member changed their password',
    );
    writeSession(request, response, token);
  }

  @Get('sessions')
  sessions(@Member() member: Me, @Req() request: Request): Promise<AccountSession[]> {
    return this.product.account.sessions(member, readSession(request) ?? '');
  }

  @Delete('sessions')
  @HttpCode(204)
  endOthers(@Member() member: Me, @Req() request: Request): Promise<void> {
    return this.product.account.endOthers(member, readSession(request) ?? '');
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  endSession(@Member() member: Me, @IdParam() id: string): Promise<void> {
    return this.product.account.endSession(member, id);
  }
}
