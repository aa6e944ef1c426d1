import { Controller, Inject, Post, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Product } from '@zhike/assembly';
import { type ImportReport, Locale, type Me } from '@zhike/contracts';
import { z } from 'zod';
import { RequestProblem } from '../http/problem.js';
import { ParsedBody } from '../http/zod.pipe.js';
import { PRODUCT } from '../product.token.js';
import { actingAs } from './acting.member.js';
import { AdminGuard, For, Member } from './admin.guard.js';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export const ImportFields = z.object({
  locale: Locale.optional(),
  title: z.string().trim().min(1).max(300).optional(),
});
type ImportFields = z.infer<typeof ImportFields>;

interface Upload {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Held in memory while it is read: nothing of an upload is ever written to a folder. */
const receiveFile = FileInterceptor('file', {
  limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 10, fieldSize: 2_000 },
  defParamCharset: 'utf8',
});

@Controller('api/admin')
@UseGuards(AdminGuard)
export class ImportsController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'importer' | 'identity'>) {}

  @Post('imports')
  @For('owner', 'editor')
  @UseInterceptors(receiveFile)
  async importFile(
    @Member() member: Me,
    @UploadedFile() upload: Upload | undefined,
    @ParsedBody(ImportFields) fields: ImportFields,
  ): Promise<ImportReport> {
    if (!upload)
      throw new RequestProblem(400, {
        code: 'file-missing',
        message: 'Send the file as multipart/form-data in the field "file".',
      });
    const { locale, title } = fields;
    return this.product.importer.importFile(
      { name: upload.originalname, bytes: upload.buffer },
      { ...(locale ? { locale } : {}), ...(title ? { title } : {}) },
      await actingAs(this.product.identity, member),
    );
  }
}
