import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelCard } from '@zhike/inference';

/** A folder as transformers.js reads models from; the product's own files, and the little it wants beside them. */
export interface TransformersFolder {
  readonly root: string;
  readonly names: Readonly<Record<string, string>>;
}

const SPECIAL_TOKENS = {
  unk_token: '[UNK]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  cls_token: '[CLS]',
  mask_token: '[MASK]',
};

/** Lays out the models for the peer in a temporary folder. */
export async function transformersFolder(modelDir: string, cards: readonly ModelCard[]): Promise<TransformersFolder> {
  const root = await mkdtemp(join(tmpdir(), 'zhike-bench-'));
  for (const { id, lowercase } of cards) {
    const dir = join(root, id);
    await mkdir(join(dir, 'onnx'), { recursive: true });
    await copyFile(join(modelDir, id, 'model.onnx'), join(dir, 'onnx/model_quantized.onnx'));
    await copyFile(join(modelDir, id, 'tokenizer.json'), join(dir, 'tokenizer.json'));
    await writeFile(join(dir, 'config.json'), JSON.stringify({ model_type: 'bert' }));
    const tokenizer = { tokenizer_class: 'BertTokenizer', do_lower_case: lowercase, model_max_length: 512 };
    await writeFile(join(dir, 'tokenizer_config.json'), JSON.stringify({ ...tokenizer, ...SPECIAL_TOKENS }));
  }
  return { root, names: Object.fromEntries(cards.map(({ id, locale }) => [locale, id])) };
}
