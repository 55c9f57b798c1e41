import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { asLacunaError } from '../../main/model-errors.ts';
import { LacunaError } from '../../main/errors.ts';
import { ModelError } from '../../models/errors.ts';
import { worded } from '../../models/wording.ts';
import { said } from './de/host.ts';

/** What is written on a terminal alone, and made-up data, which the window never makes from a folder. */
const ELSEWHERE =
  /\.test\.ts$|\/testing\/|^main\/cli\b|^main\/synthetic\/|^main\/shell\/|^models\/experiments\//;
/** Functions whose arguments become the message or the hint of an error. */
const REFUSING = new Set(['damaged', 'bad', 'refusal', 'unreadable', 'unfit']);
/** Faults of the library that no user can cause: what is wrong is the program, and it is told as it is. */
const INWARD = new Set(['shape', 'serialization']);

function formOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const rest = template.templateSpans.map(({ literal }, i) => `{${i}}${literal.text}`);
  return template.head.text + rest.join('');
}

function literalsIn(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  return ts.isStringLiteral(node) ? [node.text] : [];
}

/** What one node says to a user. */
function saidBy(node: ts.Node): string[] {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'worded') return [formOf(node.template)];
  if (ts.isNewExpression(node)) {
    const [code, message] = node.arguments ?? [];
    const name = node.expression.getText();
    const isInward = code !== undefined && ts.isStringLiteral(code) && INWARD.has(code.text);
    return name === 'LacunaError' || (name === 'ModelError' && !isInward) ? literalsIn(message) : [];
  }
  if (ts.isCallExpression(node) && REFUSING.has(node.expression.getText()))
    return node.arguments.flatMap(literalsIn);
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'hint') return literalsIn(node.initializer);
  return [];
}

function sayingsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (!/\b(LacunaError|ModelError|worded)\b/.test(text)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...saidBy(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Forms of values alone read alike in every language. */
const hasWords = (form: string): boolean => /\p{L}/u.test(form.replaceAll(/\{\d+\}/g, ''));

describe('details of failures', () => {
  it('are known in German, all that the host writes', () => {
    const files = globSync('{main,models}/**/*.ts').filter((file) => !ELSEWHERE.test(file));
    const forms = [...new Set(files.flatMap(sayingsOf))].filter(hasWords);
    expect(forms.length).toBeGreaterThan(250);
    expect(forms.filter((form) => said(form) === form)).toEqual([]);
  });

  it('are said with their values', () => {
    const { message, hint, wording } = new LacunaError(
      'missing_column',
      worded`the column ${'valuenum'} is missing`,
      { hint: worded`the file has a column ${'value'}: rename it to ${'valuenum'} if that is what it holds` },
    );
    expect(said(message, wording.message)).toBe('Die Spalte valuenum fehlt');
    expect(said(hint ?? '', wording.hint)).toContain('Spalte value: Benennen Sie sie in valuenum um');
  });

  it('are put into German where a value is a phrase of the host, and not where it only looks like a place', () => {
    const said1 = worded`${'the model bundle'} cannot be written`;
    expect(said('', said1)).toBe('Nicht zu schreiben: das Modell');
    expect(said('', worded`the column ${'{1}'} is missing`)).toBe('Die Spalte {1} fehlt');
  });

  it('of a mapping keep the place of the fault', () => {
    const fault = { form: 'a second table has the role {0} ({1})', values: ['people', 'tables.2.role'] };
    expect(said('', fault)).toBe('Eine zweite Tabelle hat die Rolle people (tables.2.role)');
  });

  it('come from the model library as well', () => {
    const error = asLacunaError(
      new ModelError('one_class', worded`expected both labels in training, got ${0} of ${12} positive`),
    );
    const { message, wording } = error as LacunaError;
    expect(message).toBe('expected both labels in training, got 0 of 12 positive');
    expect(said(message, wording.message)).toBe('Im Training braucht es beide Labels; 0 von 12 sind positiv');
  });
});
