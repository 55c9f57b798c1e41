/** The parts of Markdown that a model card uses. Everything inside stays plain text: no HTML, no links. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/**
 * Reads a text block by block; what is no heading, list or table is a paragraph.
 * @param say puts each text into another language, but for the title, which is a name.
 */
export function parseBlocks(source: string, say: (text: string) => string = (text) => text): Block[] {
  const blocks: Block[] = [];
  const read = (text: string): string => say(plain(text));
  for (const chunk of chunksOf(source)) {
    const [first = ''] = chunk;
    const heading = /^(#{1,6})\s+(.*)$/.exec(first);
    if (heading !== null) {
      const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
      blocks.push({
        kind: 'heading',
        level,
        text: level === 1 ? plain(heading[2] ?? '') : read(heading[2] ?? ''),
      });
    } else if (/^[-*]\s/.test(first)) {
      blocks.push({ kind: 'list', items: itemsOf(chunk).map(read) });
    } else if (first.startsWith('|')) {
      const lines = chunk.filter((line) => !/^\|[\s:|-]+\|?$/.test(line));
      blocks.push({ kind: 'table', rows: lines.map((line) => cellsOf(line).map(read)) });
    } else {
      blocks.push({ kind: 'paragraph', text: read(chunk.join(' ')) });
    }
  }
  return blocks;
}

type LineKind = 'heading' | 'list' | 'table' | 'text';

function kindOf(line: string): LineKind {
  if (line.startsWith('#')) return 'heading';
  if (/^[-*]\s/.test(line)) return 'list';
  return line.startsWith('|') ? 'table' : 'text';
}

/** Runs of lines of one kind; a heading is always alone, and text under a list item belongs to it. */
function chunksOf(source: string): string[][] {
  const chunks: string[][] = [];
  let open: LineKind | null = null;
  for (const line of source.split('\n').map((raw) => raw.trim())) {
    if (line === '') {
      open = null;
      continue;
    }
    const kind = kindOf(line);
    const goesOn =
      open !== null && open !== 'heading' && (kind === open || (open === 'list' && kind === 'text'));
    if (goesOn) chunks.at(-1)?.push(line);
    else {
      chunks.push([line]);
      open = kind;
    }
  }
  return chunks;
}

function itemsOf(lines: readonly string[]): string[] {
  return lines.reduce<string[]>((items, line) => {
    const marked = /^[-*]\s+(.*)$/.exec(line);
    if (marked !== null) return [...items, marked[1] ?? ''];
    return [...items.slice(0, -1), `${items.at(-1) ?? ''} ${line}`];
  }, []);
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function plain(text: string): string {
  return text.replaceAll(/\*\*|`/g, '');
}
