import { Controller, Delete, Get, HttpCode, Inject, Patch, Post, Put, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import {
  AddOwnModel,
  ChangeOwnModel,
  type Me,
  type ModelTrial,
  OrderOwnModels,
  type OwnModel,
  type OwnModels,
} from '@zhike/contracts';
import type { z } from 'zod';
import { IdParam } from '../http/ids.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { acting } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** Models that write for this workspace. An owner's office: customers' questions are sent to them, and they cost money. */
@Controller('api/admin/models')
@UseGuards(AdminGuard)
@For('owner')
export class ModelsController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'ownModels'>) {}

  @Get()
  list(@Member() member: Me): Promise<OwnModels> {
    return this.product.ownModels.list(member.workspace.id);
  }

  @Post()
  add(@Member() member: Me, @ParsedBody(AddOwnModel) input: z.output<typeof AddOwnModel>): Promise<OwnModel> {
    return this.product.ownModels.add(input, acting(member));
  }

  @Put('order')
  order(@Member() member: Me, @ParsedBody(OrderOwnModels) { ids }: OrderOwnModels): Promise<OwnModels> {
    return this.product.ownModels.order(ids, acting(member));
  }

  @Patch(':id')
  change(
    @Member() member: Me,
    @IdParam() id: string,
    @ParsedBody(ChangeOwnModel) change: z.output<typeof ChangeOwnModel>,
  ): Promise<OwnModel> {
    return this.product.ownModels.change(id, change, acting(member));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Member() member: Me, @IdParam() id: string): Promise<void> {
    await this.product.ownModels.remove(id, acting(member));
  }

  @Post(':id/test')
  @HttpCode(200)
  tryOut(@Member() member: Me, @IdParam() id: string): Promise<ModelTrial> {
    return this.product.ownModels.tryOut(id, acting(member));
  }
}
