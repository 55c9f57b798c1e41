import { describe, expect, it } from 'vitest';
import { parseBlocks } from './markdown-blocks.ts';

describe('parseBlocks', () => {
  it('tells headings, paragraphs, lists and tables apart', () => {
    const source =
      '# Model\nOf two\nlines.\n\n## Data\n- one\n  goes on\n- **two**\n\n| a | b |\n|---|--:|\n| 1 | 2 |';
    expect(parseBlocks(source)).toEqual([
      { kind: 'heading', level: 1, text: 'Model' },
      { kind: 'paragraph', text: 'Of two lines.' },
      { kind: 'heading', level: 2, text: 'Data' },
      { kind: 'list', items: ['one goes on', 'two'] },
      {
        kind: 'table',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ]);
  });

  it('keeps HTML as text', () => {
    expect(parseBlocks('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', text: '<img src=x onerror=alert(1)>' },
    ]);
  });
});
