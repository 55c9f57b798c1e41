import { z } from 'zod';
import { ModelError } from '../errors.ts';
import type { NamedTensor } from '../training/trained-model.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

/**
 * Float32 tensors in one file: eight bytes of header length, a JSON header with the type, shape and byte range of each
 * tensor, then the values, little-endian, without gaps. Nothing in it can be run.
 * @see https://github.com/huggingface/safetensors
 */
export interface TensorFile {
  readonly tensors: Record<string, NamedTensor>;
  readonly metadata: Record<string, string>;
}

const LENGTH_BYTES = 8;
/** The header is padded so that the values start on a boundary that a typed array can view. */
const ALIGNMENT = 8;
const MAX_HEADER_BYTES = 100_000_000;
const BYTES_PER_VALUE = 4;
const METADATA_KEY = '__metadata__';

const entry = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const metadataSchema = z.record(z.string(), z.string());

/** @returns the bytes of the file; tensors lie in the order of their names, so equal content gives equal bytes. */
export function encodeSafetensors(
  tensors: Readonly<Record<string, NamedTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(tensors).sort();
  const header: Record<string, unknown> = { [METADATA_KEY]: metadata };
  let offset = 0;
  for (const name of names) {
    const { shape, values } = tensors[name] as NamedTensor;
    requireSize(name, shape, values.length);
    const end = offset + values.length * BYTES_PER_VALUE;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + padded + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + padded;
  for (const name of names) {
    const { values } = tensors[name] as NamedTensor;
    bytes.set(littleEndianBytes(values), at);
    at += values.length * BYTES_PER_VALUE;
  }
  return bytes;
}

/** @throws {ModelError} `serialization` for anything that is not a whole, consistent file of float32 tensors. */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  const { header, start } = readHeader(bytes);
  const { [METADATA_KEY]: metadata = {}, ...entries } = header;
  const tensors: Record<string, NamedTensor> = {};
  let end = 0;
  for (const [name, value] of Object.entries(entries)) {
    const parsed = entry.safeParse(value);
    if (!parsed.success) throw damaged(sentence`tensor ${name} is not float32 with a shape and a range`);
    const { shape, data_offsets: range } = parsed.data;
    if (start + range[1] > bytes.length || range[1] < range[0])
      throw damaged(sentence`tensor ${name} is cut off`);
    requireSize(name, shape, (range[1] - range[0]) / BYTES_PER_VALUE);
    tensors[name] = { shape, values: readValues(bytes, start + range[0], start + range[1]) };
    end = Math.max(end, range[1]);
  }
  if (start + end !== bytes.length) throw damaged(sentence`there are bytes that belong to no tensor`);
  const parsedMetadata = metadataSchema.safeParse(metadata);
  if (!parsedMetadata.success) throw damaged(sentence`the metadata is not a table of texts`);
  return { tensors, metadata: parsedMetadata.data };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  if (bytes.length < LENGTH_BYTES) throw damaged(sentence`the file is shorter than its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES || LENGTH_BYTES + length > bytes.length)
    throw damaged(sentence`the header is cut off`);
  const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  try {
    return {
      header: z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
      start: LENGTH_BYTES + length,
    };
  } catch (cause) {
    throw new ModelError('serialization', worded`tensor file: ${'the header is not JSON'}`, { cause });
  }
}

function readValues(bytes: Uint8Array, from: number, to: number): Float32Array {
  // A copy, since the range need not start where a typed array may, and so that the file can be let go.
  // Made anew: a Node Buffer's own `slice` would be a view of the whole file.
  const copy = Uint8Array.from(bytes.subarray(from, to));
  if (isLittleEndian()) return new Float32Array(copy.buffer, 0, copy.length / BYTES_PER_VALUE);
  const view = new DataView(copy.buffer);
  return Float32Array.from({ length: copy.length / BYTES_PER_VALUE }, (_, i) =>
    view.getFloat32(i * BYTES_PER_VALUE, true),
  );
}

function littleEndianBytes(values: Float32Array): Uint8Array {
  if (isLittleEndian()) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.length * BYTES_PER_VALUE);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setFloat32(i * BYTES_PER_VALUE, value, true));
  return bytes;
}

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}

function requireSize(name: string, shape: readonly number[], length: number): void {
  const size = shape.reduce((product, side) => product * side, 1);
  if (size !== length) {
    throw damaged(
      sentence`tensor ${name}: expected ${size} values for shape [${shape.join(', ')}], got ${length}`,
    );
  }
}

function damaged(what: Sentence): ModelError {
  return new ModelError('serialization', worded`tensor file: ${what}`);
}
