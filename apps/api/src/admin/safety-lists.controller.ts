import { Controller, HttpCode, Inject, Post, Put, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { ImportList, ListDefaults, type ListPreview, type Me, ReplaceList, type SafetyRule } from '@zhike/contracts';
import type { z } from 'zod';
import { fileOf, ReceiveFile, type Upload } from '../http/file.upload.js';
import { IdParam } from '../http/ids.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { acting } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

/** Lists of words as files, for the safety filter. */
@Controller('api/admin/safety')
@UseGuards(AdminGuard)
@For('owner', 'reviewer')
export class SafetyListsController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'safetyRoom'>) {}

  @Post('lists/preview')
  @HttpCode(200)
  @UseInterceptors(ReceiveFile)
  preview(
    @UploadedFile() upload: Upload | undefined,
    @ParsedBody(ListDefaults) defaults: z.output<typeof ListDefaults>,
  ): ListPreview {
    return this.product.safetyRoom.lists.preview(fileOf(upload), defaults);
  }

  @Post('lists')
  @UseInterceptors(ReceiveFile)
  importList(
    @Member() member: Me,
    @UploadedFile() upload: Upload | undefined,
    @ParsedBody(ImportList) setting: z.output<typeof ImportList>,
  ): Promise<SafetyRule> {
    return this.product.safetyRoom.lists.importList(fileOf(upload), setting, acting(member));
  }

  @Put('rules/:id/list')
  @UseInterceptors(ReceiveFile)
  replaceList(
    @Member() member: Me,
    @IdParam() id: string,
    @UploadedFile() upload: Upload | undefined,
    @ParsedBody(ReplaceList) { revision }: z.output<typeof ReplaceList>,
  ): Promise<SafetyRule> {
    return this.product.safetyRoom.lists.replaceList(id, fileOf(upload), revision, acting(member));
  }
}
