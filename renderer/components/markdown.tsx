import { parseBlocks, type Block } from './markdown-blocks.ts';

interface Props {
  readonly source: string;
  /** A heading, a paragraph, an item or a cell in the language of the window. */
  readonly say: (text: string) => string;
}

/** A model card as headings, paragraphs, lists and tables; its words are always rendered as text. */
export function Markdown({ source, say }: Props) {
  return parseBlocks(source, say).map((block, index) => <MarkdownBlock key={index} block={block} />);
}

function MarkdownBlock({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      // The page has its h1 and the panel its h2.
      const Heading = (['h3', 'h3', 'h4'] as const)[block.level - 1] ?? 'h4';
      return <Heading>{block.text}</Heading>;
    }
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return <MarkdownTable rows={block.rows} />;
  }
}

function MarkdownTable({ rows: [head = [], ...rows] }: { readonly rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th key={index} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, place) => (
              <td key={place}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
