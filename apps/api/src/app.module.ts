import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { AccountController } from './admin/account.controller.js';
import { AdminGuard } from './admin/admin.guard.js';
import { AnswersController } from './admin/answers.controller.js';
import { CuratedController } from './admin/curated.controller.js';
import { CustomersController } from './admin/customers.controller.js';
import { GraphController } from './admin/graph.controller.js';
import { ImportsController } from './admin/imports.controller.js';
import { MembersController } from './admin/members.controller.js';
import { ModelsController } from './admin/models.controller.js';
import { PoliciesController } from './admin/policies.controller.js';
import { SessionController } from './admin/session.controller.js';
import { SafetyListsController } from './admin/safety-lists.controller.js';
import { SafetyController } from './admin/safety.controller.js';
import { StudioController } from './admin/studio.controller.js';
import { WebhooksController } from './admin/webhooks.controller.js';
import { ChatController } from './chat/chat.controller.js';
import { ChatGateway } from './chat/chat.gateway.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { PRODUCT } from './product.token.js';

const SERVED: Type[] = [
  SessionController,
  AccountController,
  MembersController,
  PoliciesController,
  ImportsController,
  AnswersController,
  CuratedController,
  StudioController,
  SafetyController,
  SafetyListsController,
  GraphController,
  CustomersController,
  WebhooksController,
  ModelsController,
  ChatController,
  OpenApiController,
];

/** The edge: HTTP and sockets around a product that knows neither. A worker shows its health and nothing else. */
@Module({})
export class AppModule {
  static around(product: Product): DynamicModule {
    const isWorker = product.config.ROLE === 'worker';
    return {
      module: AppModule,
      controllers: [HealthController, MetricsController, ...(isWorker ? [] : SERVED)],
      providers: [{ provide: PRODUCT, useValue: product }, AdminGuard, ...(isWorker ? [] : [ChatGateway])],
    };
  }
}
