import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** Elements that stand on lines of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol ' +
    'p pre section table tbody tfoot thead tr ul'
  ).split(' '),
);
/** Elements whose text nobody sees. */
const UNSEEN: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template', 'title']);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** The text of an HTML or XHTML document as somebody reads it, a line for each block; it is parsed, and nothing of it runs. */
export function htmlText(html: string): string {
  const lines: string[] = [];
  let line = '';
  const endLine = (): void => {
    const words = line.replaceAll(/\s+/g, ' ').trim();
    if (words !== '') lines.push(words);
    line = '';
  };
  // A stack, for hostile documents are nested deeper than calls can be.
  const left: (Node | (() => void))[] = [parse(html)];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node === 'function') node();
    else if (node.nodeName === '#text' && 'value' in node) line += node.value;
    else if ('childNodes' in node && !UNSEEN.has(node.nodeName)) {
      const isBlock = BLOCKS.has(node.nodeName);
      if (isBlock) endLine();
      if (CELLS.has(node.nodeName)) line += ' ';
      if (isBlock) left.push(endLine);
      left.push(...node.childNodes.toReversed());
    }
  }
  endLine();
  return lines.join('\n');
}
