import { Controller, Get, HttpCode, Inject, Post, Put, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  CreatePolicy,
  type Me,
  type PolicyAction,
  type PolicyDetail,
  PolicyKind,
  type PolicySummary,
  SaveDraft,
  TakeAction,
  type VersionDetail,
} from '@zhike/contracts';
import { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { ParsedBody, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { actingAs } from './acting.member.js';
import { AdminGuard, For, forbidden, Member } from './admin.guard.js';

export const PolicyQuery = z.object({ kind: PolicyKind.optional(), search: z.string().max(200).optional() });
type PolicyQuery = z.infer<typeof PolicyQuery>;

/** Writing and reviewing are different offices; an owner holds both. */
const MAY_TAKE: Readonly<Record<PolicyAction, readonly Me['role'][]>> = {
  submit: ['owner', 'editor'],
  'request-changes': ['owner', 'editor', 'reviewer'],
  approve: ['owner', 'reviewer'],
  publish: ['owner', 'reviewer'],
};

@Controller('api/admin')
@UseGuards(AdminGuard)
export class PoliciesController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'policies' | 'identity' | 'relay'>) {}

  @Get('policies')
  list(@Member() member: Me, @ParsedQuery(PolicyQuery) filter: PolicyQuery): Promise<PolicySummary[]> {
    return this.product.policies.listPolicies(member.workspace.id, filter);
  }

  @Get('policies/:id')
  detail(@Member() member: Me, @IdParam() id: string): Promise<PolicyDetail> {
    return this.product.policies.detailPolicy(member.workspace.id, id);
  }

  @Post('policies')
  @For('owner', 'editor')
  async create(@Member() member: Me, @ParsedBody(CreatePolicy) input: CreatePolicy): Promise<VersionDetail> {
    return this.product.policies.createPolicy(input, await actingAs(this.product.identity, member));
  }

  @Post('policies/:id/drafts')
  @For('owner', 'editor')
  async openDraft(@Member() member: Me, @IdParam() id: string): Promise<VersionDetail> {
    return this.product.policies.openDraft(id, await actingAs(this.product.identity, member));
  }

  @Get('versions/:id')
  version(@Member() member: Me, @IdParam() id: string): Promise<VersionDetail> {
    return this.product.policies.detailVersion(member.workspace.id, id);
  }

  @Put('versions/:id')
  @For('owner', 'editor')
  async save(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(SaveDraft) input: SaveDraft,
  ): Promise<VersionDetail> {
    return this.product.policies.saveDraft(id, input, await actingAs(this.product.identity, member));
  }

  @Post('versions/:id/actions')
  @HttpCode(200)
  async act(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(TakeAction) { action }: z.infer<typeof TakeAction>,
  ): Promise<VersionDetail> {
    const roles = MAY_TAKE[action];
    if (!roles.includes(member.role)) throw forbidden(roles);
    const version = await this.product.policies.takeAction(id, action, await actingAs(this.product.identity, member));
    if (action === 'publish') this.product.relay.nudge();
    return version;
  }
}
