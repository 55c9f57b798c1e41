import { expect, it } from 'vitest';
import { htmlText } from './html-text.ts';

it.each([
  [
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Two&nbsp;words</p><p>A &lt; B &amp; C</p></div>',
    'Two words\nA < B & C',
  ],
  ['<ul><li>one</li><li>two <b>bold</b></li></ul>', 'one\ntwo bold'],
  ['<table><tr><td>Na</td><td>140</td></tr><tr><td>K</td><td>4</td></tr></table>', 'Na 140\nK 4'],
  ['a<br/>b  \n c', 'a\nb c'],
  ['<style>p { color: red }</style><script>alert(1)</script><p>seen</p>', 'seen'],
  ['<p>never closed <i>either', 'never closed either'],
  ['plain text', 'plain text'],
  ['', ''],
])('reads %j', (html, text) => {
  expect(htmlText(html)).toBe(text);
});

it('reads a document that is nested deeper than calls can be', () => {
  const depth = 20_000;
  expect(htmlText(`${'<div>'.repeat(depth)}deep${'</div>'.repeat(depth)}`)).toBe('deep');
});
