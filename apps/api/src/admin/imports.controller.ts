import { Controller, Inject, Post, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { type ImportReport, Locale, type Me } from '@zhike/contracts';
import { z } from 'zod';
import { fileOf, ReceiveFile, type Upload } from '../http/file.upload.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { actingAs } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

export const ImportFields = z.object({
  locale: Locale.optional(),
  title: z.string().trim().min(1).max(300).optional(),
});
type ImportFields = z.infer<typeof ImportFields>;

@Controller('api/admin')
@UseGuards(AdminGuard)
export class ImportsController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'importer' | 'identity'>) {}

  @Post('imports')
  @For('owner', 'editor')
  @UseInterceptors(ReceiveFile)
  async importFile(
    @Member() member: Me,
    @UploadedFile() upload: Upload | undefined,
    @ParsedBody(ImportFields) fields: ImportFields,
  ): Promise<ImportReport> {
    const { locale, title } = fields;
    return this.product.importer.importFile(
      fileOf(upload),
      { ...(locale ? { locale } : {}), ...(title ? { title } : {}) },
      await actingAs(this.product.identity, member),
    );
  }
}
