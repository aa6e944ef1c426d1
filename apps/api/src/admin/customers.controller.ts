import { Controller, Delete, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import type { CustomerSecret, Me } from '@zhike/contracts';
import { PRODUCT } from '../product.token.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** Which groups of customers there are, and the secret with which the shop vouches for who belongs to them. */
@Controller('api/admin')
@UseGuards(AdminGuard)
export class CustomersController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'customers' | 'policies'>) {}

  @Get('audiences')
  audiences(@Member() member: Me): Promise<string[]> {
    return this.product.policies.listAudiences(member.workspace.id);
  }

  @Get('customer-secret')
  @For('owner')
  secretState(@Member() member: Me): Promise<CustomerSecret> {
    return this.product.customers.secretState(member.workspace.id);
  }

  @Post('customer-secret')
  @For('owner')
  makeSecret(@Member() member: Me): Promise<CustomerSecret> {
    return this.product.customers.makeSecret(member);
  }

  @Delete('customer-secret')
  @HttpCode(204)
  @For('owner')
  async removeSecret(@Member() member: Me): Promise<void> {
    await this.product.customers.removeSecret(member);
  }
}
