import { Controller, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { EnterByLink, type Entrance, LogIn, LookAtLink, Me, SetUpOwner } from '@zhike/contracts';
import { clearSession, readSession, writeSession } from '../http/cookies.js';
import type { Request, Response } from '../http/express.js';
import { RequestProblem } from '../http/problem.js';
import { RateLimit } from '../http/rate.limit.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, Member, OpenToAll } from './admin.guard.js';
import { visitOf } from './visit.js';

/** Tries a minute from one address, for all accounts together; each account is throttled besides. */
const MOST_TRIES = 30;

@Controller('api/admin')
@UseGuards(AdminGuard)
export class SessionController {
  private readonly tries = new RateLimit(MOST_TRIES);

  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'identity' | 'entry' | 'logger'>) {}

  @Get('setup')
  @OpenToAll()
  async setupState(): Promise<{ needed: boolean }> {
    return { needed: await this.product.identity.setupNeeded() };
  }

  @Post('setup')
  @OpenToAll()
  async setUp(
    @ParsedBody(SetUpOwner) input: SetUpOwner,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    this.throttle(request);
    const { token, me } = await this.product.identity.setUpOwner(input, visitOf(request).agent);
    this.note(request, me, 'the first owner was made');
    writeSession(request, response, token);
    return me;
  }

  @Post('login')
  @HttpCode(200)
  @OpenToAll()
  async logIn(
    @ParsedBody(LogIn) input: LogIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    this.throttle(request);
    const { token, me } = await this.product.identity.logIn(input, visitOf(request));
    await this.endFormer(request);
    this.note(request, me, 'a member logged in');
    writeSession(request, response, token);
    return me;
  }

  @Post('entry/look')
  @HttpCode(200)
  @OpenToAll()
  look(@ParsedBody(LookAtLink) { code }: LookAtLink, @Req() request: Request): Promise<Entrance> {
    this.throttle(request);
    return this.product.entry.look(code);
  }

  @Post('entry')
  @HttpCode(200)
  @OpenToAll()
  async enter(
    @ParsedBody(EnterByLink) input: EnterByLink,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    this.throttle(request);
    const { token, me } = await this.product.entry.enter(input, visitOf(request).agent);
    await this.endFormer(request);
    this.note(request, me, 'a member chose a password by a link');
    writeSession(request, response, token);
    return me;
  }

  @Post('logout')
  @HttpCode(204)
  @OpenToAll()
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = readSession(request);
    if (token) await this.product.identity.logOut(token);
    clearSession(request, response);
  }

  @Get('me')
  me(@Member() member: Me): Me {
    return member;
  }

  /** The browser may have been another member's. */
  private async endFormer(request: Request): Promise<void> {
    const former = readSession(request);
    if (former) await this.product.identity.logOut(former);
  }

  /** Refused logins are noted where all refusals become answers. */
  private note({ ip }: Request, { memberId, workspace }: Me, message: string): void {
    this.product.logger.info({ memberId, workspaceId: workspace.id, address: ip }, message);
  }

  private throttle(request: Request): void {
    if (this.tries.allows(request.ip ?? '')) return;
    throw new RequestProblem(429, {
      code: 'too-many-attempts',
      message: 'Too many attempts. Wait a minute and try again.',
    });
  }
}
