import type { AddOwnModel, ChangeOwnModel, ModelPrice, ModelSize, ModelTimeouts, OwnModel } from '@zhike/contracts';

/** What becomes of a key: the stored one stays, another comes, or none is used. */
export type KeyChoice = 'keep' | 'replace' | 'remove';

/** A model as the form has it. Numbers are absent while their field is empty. */
export interface ModelDraft {
  readonly url: string;
  readonly model: string;
  readonly name: string;
  readonly size: ModelSize;
  readonly keyChoice: KeyChoice;
  readonly key: string;
  readonly priceInput?: number | null | undefined;
  readonly priceOutput?: number | null | undefined;
  readonly connect?: number | null | undefined;
  readonly firstText?: number | null | undefined;
  readonly betweenTexts?: number | null | undefined;
}

export function draftOf(model: OwnModel | undefined, size: ModelSize): ModelDraft {
  if (!model) return { url: '', model: '', name: '', size, keyChoice: 'replace', key: '' };
  return {
    ...{ url: model.url, model: model.model, name: model.name === model.model ? '' : model.name, size: model.size },
    ...{ keyChoice: model.key ? 'keep' : 'replace', key: '' },
    ...(model.price ? { priceInput: model.price.input, priceOutput: model.price.output } : {}),
    ...model.timeoutsMs,
  };
}

/** Both prices or none: of one alone nothing can be reckoned. */
export const isPriceHalf = ({ priceInput, priceOutput }: ModelDraft): boolean =>
  isNumber(priceInput) !== isNumber(priceOutput);

/** A stored key goes to the host it was entered for, and to no other. */
export function isElsewhere(url: string, model: OwnModel | undefined): boolean {
  if (!model?.key || !URL.canParse(url)) return false;
  return new URL(url).origin !== new URL(model.url).origin;
}

export const toAdd = (draft: ModelDraft): AddOwnModel => {
  const price = priceOf(draft);
  return { ...settingsOf(draft), ...(price ? { price } : {}), ...(draft.key ? { key: draft.key } : {}) };
};

export function toChange(draft: ModelDraft): ChangeOwnModel {
  const key = { keep: undefined, remove: null, replace: draft.key === '' ? undefined : draft.key }[draft.keyChoice];
  return { ...settingsOf(draft), price: priceOf(draft) ?? null, ...(key === undefined ? {} : { key }) };
}

const settingsOf = (draft: ModelDraft) => ({
  ...{ url: draft.url, model: draft.model, size: draft.size, name: draft.name === '' ? draft.model : draft.name },
  timeoutsMs: timeoutsOf(draft),
});

function priceOf({ priceInput, priceOutput }: ModelDraft): ModelPrice | undefined {
  return isNumber(priceInput) && isNumber(priceOutput) ? { input: priceInput, output: priceOutput } : undefined;
}

const timeoutsOf = ({ connect, firstText, betweenTexts }: ModelDraft): ModelTimeouts => ({
  ...(isNumber(connect) ? { connect } : {}),
  ...(isNumber(firstText) ? { firstText } : {}),
  ...(isNumber(betweenTexts) ? { betweenTexts } : {}),
});

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
