import { Controller, Get } from '@nestjs/common';
import { describeApi } from './openapi.document.js';

@Controller('api')
export class OpenApiController {
  private readonly document = describeApi();

  @Get('openapi.json')
  read(): object {
    return this.document;
  }
}
