import { FileInterceptor } from '@nestjs/platform-express';
import { RequestProblem } from './problem.js';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export interface Upload {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Held in memory while it is read: nothing of an upload is ever written to a folder. */
export const ReceiveFile = FileInterceptor('file', {
  limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 12, fieldSize: 2_000 },
  defParamCharset: 'utf8',
});

export function fileOf(upload: Upload | undefined): { readonly name: string; readonly bytes: Uint8Array } {
  if (!upload)
    throw new RequestProblem(400, {
      code: 'file-missing',
      message: 'Send the file as multipart/form-data in the field "file".',
    });
  return { name: upload.originalname, bytes: upload.buffer };
}
