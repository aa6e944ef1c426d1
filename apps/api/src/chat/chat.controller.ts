import { Controller, Get, Headers, Inject } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { Citation, IDENTITY_HEADER, Locale, type Source, type Welcome } from '@zhike/contracts';
import { z } from 'zod';
import { Id, IdParam } from '../http/ids.js';
import { ParsedParam, ParsedQuery } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { findShop } from './workspace.lookup.js';

export const WelcomeQuery = z.object({ locale: Locale.default('zh') });
const Kind = Citation.shape.kind;

/** What the widget reads without a conversation. Only what the shop has published, for everyone or for who the header proves to ask. */
@Controller('api/chat/:workspace')
export class ChatController {
  constructor(
    @Inject(PRODUCT) private readonly product: Pick<Product, 'workspaces' | 'customers' | 'welcome' | 'source'>,
  ) {}

  @Get('welcome')
  async welcome(
    @ParsedParam('workspace', Id) slug: string,
    @ParsedQuery(WelcomeQuery) { locale }: z.infer<typeof WelcomeQuery>,
    @Headers(IDENTITY_HEADER) token?: string,
  ): Promise<Welcome> {
    const workspace = await findShop(this.product.workspaces, slug);
    return this.product.welcome(workspace, locale, await this.audiencesOf(workspace.id, token));
  }

  @Get('sources/:kind/:id')
  async source(
    @ParsedParam('workspace', Id) slug: string,
    @ParsedParam('kind', Kind) kind: z.infer<typeof Kind>,
    @IdParam() id: string,
    @Headers(IDENTITY_HEADER) token?: string,
  ): Promise<Source> {
    const workspace = await findShop(this.product.workspaces, slug);
    return this.product.source(workspace.id, kind, id, await this.audiencesOf(workspace.id, token));
  }

  private async audiencesOf(workspaceId: string, token: string | undefined): Promise<readonly string[]> {
    return token === undefined ? [] : (await this.product.customers.verify(workspaceId, token)).audiences;
  }
}
