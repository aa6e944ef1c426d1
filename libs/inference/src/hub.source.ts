import { HttpHost } from './http.host.js';
import {
  giveEach,
  type ModelOrder,
  type ModelSource,
  partOf,
  type PullEnvironment,
  type PullLimits,
} from './model.source.js';

const HUB = 'https://huggingface.co';

/** The model hub, or the mirror of it that HF_ENDPOINT names. */
export class HubSource implements ModelSource {
  readonly name: string;
  private readonly host: HttpHost;

  constructor(env: PullEnvironment, limits: PullLimits) {
    this.host = new HttpHost(env['HF_ENDPOINT'] || HUB, 'HF_ENDPOINT', limits);
    this.name = `the model hub ${this.host.name}`;
  }

  async give(order: ModelOrder): Promise<void> {
    const { model, progress, signal } = order;
    await giveEach(order, async (file) => {
      const part = partOf(order, file);
      const path = `${model.hub.repository}/resolve/${model.hub.revision}/${file.hubPath}`;
      await this.host.download({ path, part, label: `${model.id}/${file.name}`, progress, signal });
      await part.place();
    });
  }
}
