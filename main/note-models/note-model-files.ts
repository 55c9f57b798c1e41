import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LacunaError } from '../errors.ts';
import { type TextWindows, textWindows, wordPieceTokenizer } from './text-windows.ts';

/** Where published folders keep the model. */
const MODELS = ['model.onnx', 'onnx/model.onnx'] as const;
/** What a model and its tokenizer are made of; those that are there count for the digest. */
const PARTS = [
  ...MODELS,
  'model.onnx_data',
  'onnx/model.onnx_data',
  'tokenizer.json',
  'vocab.txt',
  'tokenizer_config.json',
] as const;

/** @throws {LacunaError} `note_model_missing` when the folder or its model is not there. */
export function modelFile(folder: string): string {
  const found = MODELS.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new LacunaError('note_model_missing', 'there is no model.onnx in the folder of the text model', {
    file: folder,
  });
}

/** SHA-256 over the files of a text model and their names. */
export async function noteModelDigest(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of PARTS) {
    const file = path.join(folder, name);
    if (!existsSync(file)) continue;
    const own = createHash('sha256');
    for await (const chunk of createReadStream(file)) own.update(chunk as Buffer);
    hash.update(`${name} ${own.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

/** How a text model cuts texts into tokens, and how many it reads at once. */
export interface FolderTokenizer {
  readonly texts: TextWindows;
  /** `null` where the folder does not say. */
  readonly longest: number | null;
}

/** @throws {LacunaError} `note_model_unfit` when there is no tokenizer, or none that can be read. */
export async function folderTokenizer(folder: string): Promise<FolderTokenizer> {
  const at = (name: string): string => path.join(folder, name);
  const json = async (name: string): Promise<Record<string, unknown>> =>
    existsSync(at(name)) ? (JSON.parse(await readFile(at(name), 'utf8')) as Record<string, unknown>) : {};
  const hasTokenizer = existsSync(at('tokenizer.json'));
  if (!hasTokenizer && !existsSync(at('vocab.txt'))) {
    throw new LacunaError('note_model_unfit', 'there is no tokenizer.json and no vocab.txt in the folder', {
      file: folder,
    });
  }
  try {
    const config = await json('tokenizer_config.json');
    const tokenizer = hasTokenizer
      ? await json('tokenizer.json')
      : wordPieceTokenizer(await readFile(at('vocab.txt'), 'utf8'), config);
    const { model_max_length: longest } = config;
    return {
      texts: textWindows(tokenizer, config),
      longest: typeof longest === 'number' && Number.isSafeInteger(longest) ? longest : null,
    };
  } catch (cause) {
    throw new LacunaError('note_model_unfit', 'the tokenizer of the text model cannot be read', {
      file: folder,
      cause,
    });
  }
}
