import type { AddOwnModel, ChangeOwnModel, ModelTrial, OwnModel, OwnModels } from '@zhike/contracts';
import { AddressError, type Clock, type Logger, newId, type UnitOfWork, VaultError } from '@zhike/platform';
import { type AuditWriter, auditEntry } from '@zhike/ports';
import type { z } from 'zod';
import { chatModelOf, type OwnModelAccess } from './own-model.chat.js';
import { OwnModelError } from './own-model.errors.js';
import { hostOf, openKey, sealAnew, sealKey } from './own-model.keys.js';
import type { OwnModelRow, SqlOwnModelStore } from './own-model.store.js';
import { tryModel } from './own-model.trial.js';
import { showOwnModel } from './own-model.views.js';
import type { WorkspaceWriters } from './workspace.writers.js';

/** What one transaction may touch. */
export interface OwnModelScope {
  readonly models: SqlOwnModelStore;
  readonly audit: AuditWriter;
}

export interface OwnModelParts extends OwnModelAccess {
  readonly inTransaction: UnitOfWork<OwnModelScope>;
  readonly writers: WorkspaceWriters;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the page tells of the installation. */
  readonly installation: Pick<OwnModels, 'environment' | 'allowsPrivate'>;
}

/** Who acts. The caller has checked the role. */
export interface ModelsMember {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
}

const MOST_MODELS = 8;

/** Models that a workspace sets up itself. A refusal leaves nothing behind; neither an answer nor the audit log holds a key. */
export class OwnModelService {
  constructor(private readonly parts: OwnModelParts) {}

  async list(workspaceId: string): Promise<OwnModels> {
    const { inTransaction, vault, installation } = this.parts;
    const rows = await inTransaction(({ models }) => models.list(workspaceId));
    const others = installation.environment.length ? 'environment' : 'composer';
    return {
      models: rows.map((row) => this.show(row)),
      writtenBy: rows.length ? 'own' : others,
      hasSecretsKey: vault.canSeal,
      ...installation,
    };
  }

  async add(input: z.output<typeof AddOwnModel>, member: ModelsMember): Promise<OwnModel> {
    const { workspaceId } = member;
    const { key, price, name, ...settings } = input;
    const url = this.usableUrl(input.url);
    const [id, now] = [newId(), this.parts.clock.now()];
    const row: OwnModelRow = {
      ...{ ...settings, id, workspaceId, url, name: name ?? input.model.slice(0, 80), price: price ?? null },
      key: key === undefined ? null : sealKey(this.parts.vault, key, { workspaceId, id, url }, now),
      ...{ updatedBy: member.name, updatedAt: now },
    };
    await this.parts.inTransaction(async ({ models, audit }) => {
      if ((await models.list(workspaceId)).length >= MOST_MODELS)
        throw new OwnModelError('models-too-many', `A workspace can have ${MOST_MODELS} models. Remove one first.`);
      if (!(await models.add(row))) throw nameTaken(row.name);
      await audit.append(auditEntry(member, 'model.added', id, { ...told(row), hasKey: key !== undefined }), now);
    });
    return this.show(row);
  }

  /** What is left out stays; a key is kept only while it goes to the same host. */
  async change(id: string, change: z.output<typeof ChangeOwnModel>, member: ModelsMember): Promise<OwnModel> {
    const now = this.parts.clock.now();
    const changed = await this.parts.inTransaction(async ({ models, audit }) => {
      const before = await models.lock(member.workspaceId, id);
      if (!before) throw notFound();
      const row = { ...this.merged(before, change, now), updatedBy: member.name, updatedAt: now };
      if (!(await models.save(row))) throw nameTaken(row.name);
      const key = change.key === undefined ? 'kept' : change.key === null ? 'removed' : 'replaced';
      await audit.append(auditEntry(member, 'model.changed', id, { ...told(row), key }), now);
      return row;
    });
    return this.show(changed);
  }

  async remove(id: string, member: ModelsMember): Promise<void> {
    await this.parts.inTransaction(async ({ models, audit }) => {
      const row = await models.remove(member.workspaceId, id);
      if (!row) throw notFound();
      await audit.append(auditEntry(member, 'model.removed', id, told(row)), this.parts.clock.now());
    });
  }

  async order(ids: readonly string[], member: ModelsMember): Promise<OwnModels> {
    const { workspaceId } = member;
    await this.parts.inTransaction(async ({ models, audit }) => {
      if (!(await models.order(workspaceId, [...new Set(ids)])))
        throw new OwnModelError('models-changed', 'Models came or went meanwhile. Reload the page, then order them.');
      await audit.append(auditEntry(member, 'models.ordered', workspaceId, { ids }), this.parts.clock.now());
    });
    return this.list(workspaceId);
  }

  /** One short question to it, with the settings as they are stored. Whatever the model does is the answer's to tell. */
  async tryOut(id: string, member: ModelsMember): Promise<ModelTrial> {
    const rows = await this.parts.inTransaction(({ models }) => models.list(member.workspaceId));
    const row = rows.find((other) => other.id === id);
    if (!row) throw notFound();
    const trial = await tryModel(chatModelOf(row, this.parts));
    if (trial.result === 'answered') this.parts.writers.isBack(row);
    const details = {
      name: row.name,
      result: trial.result,
      ...(trial.result === 'failed' ? { code: trial.code } : {}),
    };
    await this.parts.inTransaction(({ audit }) =>
      audit.append(auditEntry(member, 'model.tested', id, details), this.parts.clock.now()),
    );
    return trial;
  }

  /** Seals anew what was sealed under a key that is being replaced, so that it can be taken away. */
  async resealKeys(): Promise<void> {
    const { inTransaction, vault, logger } = this.parts;
    const { keyId } = vault;
    const counts = { resealed: 0, unreadable: 0 };
    if (keyId === undefined) return;
    await inTransaction(async ({ models }) => {
      for (const row of await models.sealedOtherwise(keyId)) {
        const key = this.opened(row);
        if (key) await models.reseal(row, sealAnew(vault, row, key));
        counts[key ? 'resealed' : 'unreadable']++;
      }
    });
    if (counts.resealed) logger.info(counts, 'stored keys were encrypted anew under the first key of SECRETS_KEY');
    if (counts.unreadable) logger.warn(counts, 'stored keys cannot be read; SECRETS_KEY does not list theirs');
  }

  /** Stored keys of the workspace that no key of SECRETS_KEY was used for. */
  countUnreadable(workspaceId: string): Promise<number> {
    const { inTransaction, vault } = this.parts;
    return inTransaction(({ models }) => models.countSealedUnderOthers(workspaceId, vault.keyIds));
  }

  private merged(before: OwnModelRow, change: z.output<typeof ChangeOwnModel>, now: Date): OwnModelRow {
    const { key, url: newUrl, ...settings } = change;
    const url = newUrl === undefined ? before.url : this.usableUrl(newUrl);
    const row: OwnModelRow = { ...before, ...given(settings), url };
    if (key === null) return { ...row, key };
    if (key !== undefined) return { ...row, key: sealKey(this.parts.vault, key, row, now) };
    if (!before.key || hostOf(url) === hostOf(before.url)) return row;
    throw new OwnModelError(
      'model-key-needed',
      `The stored key was entered for ${hostOf(before.url)}. Enter the key for ${hostOf(url)}, or remove it.`,
    );
  }

  /** As it is stored. The whole address of the endpoint is what people copy from a provider's page. */
  private usableUrl(text: string): string {
    const url = this.parts.guard.check(text);
    if (url.search || url.hash)
      throw new AddressError(
        'url-not-usable',
        'The address carries nothing behind “?” or “#”: a key has a field of its own.',
      );
    return url.href.replace(/(\/chat\/completions)?\/*$/, '');
  }

  private show(row: OwnModelRow): OwnModel {
    const isKeyReadable = this.isReadable(row);
    return showOwnModel(row, { isKeyReadable, isResting: this.parts.writers.isResting(row) });
  }

  private isReadable(row: OwnModelRow): boolean {
    return !row.key || this.opened(row) !== undefined;
  }

  /** Undefined: there is none, or it cannot be read. */
  private opened(row: OwnModelRow) {
    try {
      return openKey(this.parts.vault, row);
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Without what was left out. */
const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;

const notFound = () => new OwnModelError('own-model-not-found', 'There is no such model in this workspace.');
const nameTaken = (name: string) =>
  new OwnModelError('model-name-taken', `Another model is called “${name}” already. Choose another name.`);

/** What the audit log may hold of a model. */
const told = ({ name, size, url, model, price, timeoutsMs }: OwnModelRow) => ({
  ...{ name, size, url, model, timeoutsMs },
  ...(price ? { price } : {}),
});
