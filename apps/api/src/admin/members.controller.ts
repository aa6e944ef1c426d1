import { Controller, Delete, Get, HttpCode, Inject, Patch, Post, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  type AuditPage,
  AuditQuery,
  ChangeMember,
  InviteMember,
  type Me,
  type MemberLink,
  type WorkspaceMember,
} from '@zhike/contracts';
import { IdParam } from '../http/ids.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** Who works here and what they changed: for owners. */
@Controller('api/admin')
@UseGuards(AdminGuard)
@For('owner')
export class MembersController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'members' | 'audit'>) {}

  @Get('members')
  list(@Member() owner: Me): Promise<WorkspaceMember[]> {
    return this.product.members.list(owner);
  }

  @Post('members')
  invite(@Member() owner: Me, @ParsedBody(InviteMember) input: InviteMember): Promise<MemberLink> {
    return this.product.members.invite(owner, input);
  }

  @Post('members/:id/link')
  renewLink(@Member() owner: Me, @IdParam() id: string): Promise<MemberLink> {
    return this.product.members.renewLink(owner, id);
  }

  @Patch('members/:id')
  change(
    @Member() owner: Me,
    @IdParam() id: string,
    @ParsedBody(ChangeMember) change: ChangeMember,
  ): Promise<WorkspaceMember> {
    return this.product.members.change(owner, id, change);
  }

  @Post('members/:id/log-out')
  @HttpCode(204)
  logOut(@Member() owner: Me, @IdParam() id: string): Promise<void> {
    return this.product.members.logOut(owner, id);
  }

  @Delete('members/:id')
  @HttpCode(204)
  remove(@Member() owner: Me, @IdParam() id: string): Promise<void> {
    return this.product.members.remove(owner, id);
  }

  @Get('audit')
  audit(@Member() { workspace }: Me, @ParsedQuery(AuditQuery) query: AuditQuery): Promise<AuditPage> {
    return this.product.audit.page(workspace.id, query);
  }
}
