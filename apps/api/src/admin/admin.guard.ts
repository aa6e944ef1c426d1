import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Product } from '@zhike/assembly';
import type { Me } from '@zhike/contracts';
import { readSession } from '../http/cookies.js';
import type { Request } from '../http/express.js';
import { RequestProblem } from '../http/problem.js';
import { PRODUCT } from '../product.token.js';

const OPEN = 'zhike:open';
const ROLES = 'zhike:roles';
const READING = ['GET', 'HEAD'];

/** A route that is there before anyone has logged in. */
export const OpenToAll = () => SetMetadata(OPEN, true);
/** Only members of these roles; every member where nothing is said. */
export const For = (...roles: Me['role'][]) => SetMetadata(ROLES, roles);

/** The member who asks, and with them the only workspace the request may touch. */
export const Member = createParamDecorator((_: unknown, context: ExecutionContext): Me => {
  const { member } = context.switchToHttp().getRequest<Request>();
  if (!member) throw new Error('a route without a session asked who its member is');
  return member;
});

/**
 * Who may do what in the console. A request that changes something must also carry a header that no other site's form
 * can send: the second lock beside the SameSite cookie.
 */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    @Inject(PRODUCT) private readonly product: Pick<Product, 'identity'>,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    assertFromConsole(request);
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, targets)) return true;

    const token = readSession(request);
    const member = token ? await this.product.identity.whoIs(token) : undefined;
    if (!member) throw new RequestProblem(401, { code: 'not-logged-in', message: 'Log in to the console first.' });
    request.member = member;
    const roles = this.reflector.getAllAndOverride<Me['role'][] | undefined>(ROLES, targets);
    if (roles && !roles.includes(member.role)) throw forbidden(roles);
    return true;
  }
}

function assertFromConsole(request: Request): void {
  if (READING.includes(request.method) || request.headers['x-requested-with'] === 'zhike') return;
  throw new RequestProblem(403, {
    code: 'csrf-header-missing',
    message: 'Requests that change something need the header x-requested-with: zhike.',
  });
}

export function forbidden(roles: readonly string[]): RequestProblem {
  return new RequestProblem(403, {
    code: 'role-not-allowed',
    message: `This is for members with one of these roles: ${roles.join(', ')}.`,
  });
}
