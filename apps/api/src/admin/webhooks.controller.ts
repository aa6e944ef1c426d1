import { Controller, Delete, Get, HttpCode, Inject, Patch, Post, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { type Me, SaveWebhookEndpoint, type WebhookDelivery, type WebhookEndpoint } from '@zhike/contracts';
import { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { acting } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** A field that is left out stays as it is; without this the default would switch a paused endpoint on. */
export const ChangeWebhookEndpoint = SaveWebhookEndpoint.extend({ active: z.boolean() }).partial();
type ChangeWebhookEndpoint = z.infer<typeof ChangeWebhookEndpoint>;

/** Where news goes out of the house. An owner's office: an endpoint hears what customers wrote. */
@Controller('api/admin')
@UseGuards(AdminGuard)
@For('owner')
export class WebhooksController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'webhooks' | 'deliverer'>) {}

  @Get('webhooks')
  list(@Member() member: Me): Promise<WebhookEndpoint[]> {
    return this.product.webhooks.list(member.workspace.id);
  }

  @Post('webhooks')
  create(
    @Member() member: Me,
    @ParsedBody(SaveWebhookEndpoint) endpoint: SaveWebhookEndpoint,
  ): Promise<WebhookEndpoint> {
    return this.product.webhooks.create(acting(member), endpoint);
  }

  @Patch('webhooks/:id')
  update(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(ChangeWebhookEndpoint) change: ChangeWebhookEndpoint,
  ): Promise<WebhookEndpoint> {
    return this.product.webhooks.update(acting(member), id, change);
  }

  @Delete('webhooks/:id')
  @HttpCode(204)
  async remove(@Member() member: Me, @IdParam() id: string): Promise<void> {
    await this.product.webhooks.remove(acting(member), id);
  }

  @Get('webhooks/:id/deliveries')
  deliveries(@Member() member: Me, @IdParam() id: string): Promise<WebhookDelivery[]> {
    return this.product.webhooks.deliveries(member.workspace.id, id);
  }

  @Post('deliveries/:id/replay')
  @HttpCode(202)
  async replay(@Member() member: Me, @IdParam() id: string): Promise<{ ok: true }> {
    await this.product.webhooks.replay(member.workspace.id, id);
    this.product.deliverer.nudge();
    return { ok: true };
  }
}
