import * as library from '@huggingface/tokenizers';

/** Cuts a text into windows of tokens, each with what begins and ends a text for the model. */
export interface TextWindows {
  readonly padding: number;
  /** Token ids of each window; none for a text without a word. @param size tokens of a window at most. */
  windows(text: string, size: number): number[][];
}

type Json = Readonly<Record<string, unknown>>;

/** As much of the library as is used: its own types name files that Node's rules do not find. */
interface Tokenizer {
  encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: number[] };
  token_to_id(token: string): number | undefined;
}
const { Tokenizer } = library as unknown as {
  readonly Tokenizer: new (tokenizer: Json, config: Json) => Tokenizer;
};

/** @param tokenizer content of a `tokenizer.json`. @param config content of a `tokenizer_config.json`. */
export function textWindows(tokenizer: Json, config: Json): TextWindows {
  const known = new Tokenizer(tokenizer, config);
  const plain = (text: string): number[] => known.encode(text, { add_special_tokens: false }).ids;
  const [before, after] = specialTokens(known, plain);
  return {
    padding: known.token_to_id(paddingOf(config)) ?? 0,
    windows: (text, size) => {
      const ids = plain(text);
      const step = Math.max(1, size - before.length - after.length);
      const starts = Array.from({ length: Math.ceil(ids.length / step) }, (_, i) => i * step);
      return starts.map((start) => [...before, ...ids.slice(start, start + step), ...after]);
    },
  };
}

function paddingOf({ pad_token: token }: Json): string {
  return typeof token === 'string' ? token : '[PAD]';
}

/** Whatever the tokenizer puts before and after a text. */
function specialTokens(known: Tokenizer, plain: (text: string) => number[]): [number[], number[]] {
  const probe = plain('a');
  const whole = known.encode('a', { add_special_tokens: true }).ids;
  const start = whole.findIndex((_, i) => probe.every((id, k) => whole[i + k] === id));
  return start < 0 ? [[], []] : [whole.slice(0, start), whole.slice(start + probe.length)];
}

/** The tokenizer of a BERT model, from its `vocab.txt`: one token a line, numbered from 0. */
export function wordPieceTokenizer(vocabulary: string, config: Json): Json {
  const tokens = vocabulary.split(/\r?\n/);
  if (tokens.at(-1) === '') tokens.pop();
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].filter((token) => token in vocab);
  const boundary = (id: string): Json => ({ SpecialToken: { id, type_id: 0 } });
  return {
    added_tokens: special.map((content) => ({
      id: vocab[content],
      content,
      special: true,
      lstrip: false,
      rstrip: false,
      normalized: false,
      single_word: false,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: config['do_lower_case'] !== false,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [boundary('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, boundary('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [vocab[id]], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}
