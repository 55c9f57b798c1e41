import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { asLacunaError } from '../../main/model-errors.ts';
import { LacunaError } from '../../main/errors.ts';
import { ModelError } from '../../models/errors.ts';
import { inEnglish, worded, type Wording } from '../../models/wording.ts';
import { PLACE } from './de/forms.ts';
import { said, SENTENCES } from './de/host.ts';

/** What is written on a terminal alone, and made-up data, which the window never makes from a folder. */
const ELSEWHERE =
  /\.test\.ts$|\/testing\/|^main\/cli\b|^main\/synthetic\/|^main\/shell\/|^models\/experiments\/|^main\/audit\/run-experiments/;
/** Tags of the sentences that a window says in its language; see models/wording.ts. */
const TAGS = new Set(['worded', 'sentence']);
/** What to do, and why a figure is undefined. */
const SAYING = new Set(['hint', 'undefined']);
const SPEAKS = /\b(LacunaError|ModelError|worded|sentence|undefined:)/;
/** Functions whose arguments become the message or the hint of an error. */
const REFUSING = new Set(['damaged', 'bad', 'refusal', 'refuse', 'unreadable', 'unfit']);
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
  if (ts.isTemplateExpression(node)) return [formOf(node)];
  return ts.isStringLiteral(node) ? [node.text] : [];
}

function taggedBy(node: ts.Node, tags: ReadonlySet<string>): string[] {
  return ts.isTaggedTemplateExpression(node) && tags.has(node.tag.getText()) ? [formOf(node.template)] : [];
}

/** What one node says to a user. */
function saidBy(node: ts.Node): string[] {
  if (ts.isTaggedTemplateExpression(node)) return taggedBy(node, TAGS);
  if (ts.isNewExpression(node)) {
    const [code, message] = node.arguments ?? [];
    const name = node.expression.getText();
    const isInward = code !== undefined && ts.isStringLiteral(code) && INWARD.has(code.text);
    return name === 'LacunaError' || (name === 'ModelError' && !isInward) ? literalsIn(message) : [];
  }
  if (ts.isCallExpression(node) && REFUSING.has(node.expression.getText()))
    return node.arguments.flatMap(literalsIn);
  if (ts.isPropertyAssignment(node) && SAYING.has(node.name.getText())) return literalsIn(node.initializer);
  return [];
}

/** All forms that a file says, of one tag alone where it is named. */
function formsIn(file: string, tag?: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...(tag === undefined ? saidBy(node) : taggedBy(node, new Set([tag]))));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const files = globSync('{main,models}/**/*.ts').filter((file) => {
  return !ELSEWHERE.test(file) && SPEAKS.test(readFileSync(file, 'utf8'));
});

/** Forms of values alone read alike in every language; a code in front is put into words where it is shown. */
const hasWords = (form: string): boolean =>
  /\p{L}/u.test(form.replace(/^\w+_\w+: /, '').replaceAll(PLACE, ''));

const placesOf = (form: string): string[] => [...form.matchAll(PLACE)].map(([place]) => place);
const isKnown = (form: string): boolean => said('', { form, values: placesOf(form) }) !== form;

/** A value of each kind that a German form may ask for. */
const SAMPLES: Readonly<Record<string, string>> = { number: '12', modality: 'labs and notes' };

function sampled(form: string): Wording {
  const [, sentence = form] = /^\w+_\w+: (.+)$/.exec(form) ?? [];
  const kinds = new Map([...(SENTENCES[sentence] ?? '').matchAll(PLACE)].map(([, kind, i]) => [i, kind]));
  return {
    form,
    values: [...form.matchAll(PLACE)].map(([, , i]) => SAMPLES[kinds.get(i) ?? ''] ?? `X${i}`),
  };
}

describe('what the host says', () => {
  it('is known in German, all of it', () => {
    const forms = [...new Set(files.flatMap((file) => formsIn(file)))].filter(hasWords);
    expect(forms.length).toBeGreaterThan(600);
    expect(forms.filter((form) => !isKnown(form))).toEqual([]);
  });

  it('is known again where it was kept in one piece, and not taken for something else', () => {
    const forms = [...new Set(files.flatMap((file) => formsIn(file, 'sentence')))].filter(hasWords);
    expect(forms.length).toBeGreaterThan(250);
    const mistaken = forms.map(sampled).filter((wording) => said(inEnglish(wording)) !== said('', wording));
    expect(mistaken).toEqual([]);
  });
});

describe('details of failures', () => {
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
