import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LABEL_CARDS } from '../../main/records/cohorts/label-card-texts.ts';
import { RULES } from '../../main/records/lint/rules.ts';
import { describePresets } from '../../main/training/describe-presets.ts';
import { describeSettings } from '../../main/training/describe-settings.ts';
import { trainingSettings } from '../../models/training/settings.ts';
import { worded } from '../../models/wording.ts';
import { modelCard } from '../../models/bundle/card.ts';
import { parseBlocks } from '../components/markdown-blocks.ts';
import { nameInWords } from '../format/words.ts';
import { cardContent } from '../testing/card-content.ts';
import { said } from './de/host.ts';
import { de } from './de/index.ts';
import { settingNames } from './de/setting-names.ts';

const cards = Object.values(LABEL_CARDS).flatMap((card) => [
  ...[card.title, card.outcome, card.unit, card.predictionTime, card.positive, card.negative],
  ...(card.competingEvent === null ? [] : [card.competingEvent]),
  ...card.excluded,
  ...card.caveats,
]);

describe('what the host says', () => {
  it.each([
    ['label cards', cards],
    ['rules of the leakage check', RULES.flatMap(({ title, meaning }) => [title, meaning])],
    ['presets', describePresets().flatMap(({ title, description }) => [title, description])],
    ['settings', describeSettings().map(({ description }) => description)],
  ])('of %s is known in German', (_, texts) => {
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.filter((text) => said(text) === text)).toEqual([]);
  });

  it('keeps its figures', () => {
    expect(said('epoch 3 of 40')).toBe('Epoche 3 von 40');
    expect(said('aged 18 or over')).toBe('18 Jahre oder älter');
    expect(said('The rule "starts in ITS" leaves none.')).toBe(
      'Die Regel „beginnt auf: ITS“ lässt niemanden übrig.',
    );
    expect(said('Sex: not known')).toBe('Geschlecht: nicht bekannt');
    expect(said('The test split has 12 positive encounters; below 20 its AUROC is not assessed.')).toBe(
      'Die Testdaten haben 12 positive Aufenthalte; unter 20 wird ihre AUROC nicht bewertet.',
    );
  });

  it.each([
    ['7 events, needs 20', '7 Ereignisse, nötig sind 20'],
    ['no positive label', 'kein positives Label'],
    ['present in 3 training encounters, needs 10', 'in 3 Trainingsaufenthalten vorhanden, nötig sind 10'],
  ])('says why there is no figure: %s', (english, german) => {
    expect(said(english)).toBe(german);
  });

  it.each([
    ['heart rate outside the possible 1 to 300 bpm', 'Herzfrequenz außerhalb des Möglichen (1 bis 300 bpm)'],
    ['the row has 17 fields', 'die Zeile hat 17 Felder'],
    ['hosp/labevents.csv.gz is read in its place', 'statt ihrer wird hosp/labevents.csv.gz gelesen'],
    ['the folder has none of hosp/a, notes', 'im Ordner fehlen hosp/a, notes'],
    ['labs is left out of the model: no positive label', 'nicht im Modell: Laborwerte: kein positives Label'],
    [
      'with a diagnosis in an earlier stay: ICD10CM I50 or "heart or lung"',
      'mit einer Diagnose in einem früheren Aufenthalt: ICD10CM I50 oder "heart or lung"',
    ],
    [
      'place 3 of 8 after 12 epochs; the best 2 went on',
      'Platz 3 von 8 nach 12 Epochen; die besten 2 kamen weiter',
    ],
    [
      'decisions rest on it: the calibration, the thresholds',
      'Entscheidungen beruhen darauf: die Kalibrierung, die Schwellen',
    ],
    [
      'stayed 24 hours or more, or of unknown age',
      'Verweildauer mindestens 24 Stunden, oder unbekannten Alters',
    ],
  ])('is known again by its form, and its values stay: %s', (english, german) => {
    expect(said(english)).toBe(german);
  });

  it('leaves names as they are, also those that are words of its own', () => {
    expect(said('', worded`the column ${'heart rate'} is missing`)).toBe('Die Spalte heart rate fehlt');
    expect(said('no lies before or after the admission')).toBe(
      'no liegt vor oder nach dem Krankenhausaufenthalt',
    );
  });

  it('begins with the code of a warning, which is put into words where it is shown', () => {
    const failure =
      'expected a finite loss, got none in epoch 7; the encoder of labs had the steepest gradient';
    const german =
      'Der Verlust ist in Epoche 7 nicht mehr endlich; den steilsten Gradienten hatte der Encoder (Laborwerte)';
    expect(said(failure)).toBe(german);
    expect(said(`training_diverged: ${failure}; the best weights before it are kept`)).toBe(
      `training_diverged: ${german}; die besten Gewichte davor werden behalten`,
    );
  });

  it.each(Object.keys(trainingSettings.shape))('says what is wrong with a value of %s', (name) => {
    const messages = [-1e9, 1e9, 'x', true, null, [], {}].flatMap((value) => {
      const parsed = trainingSettings.shape[name as keyof typeof trainingSettings.shape].safeParse(value);
      return parsed.success ? [] : [z.prettifyError(parsed.error), parsed.error.issues[0]?.message ?? ''];
    });
    expect(messages).not.toEqual([]);
    for (const message of messages)
      expect(said(message)).not.toMatch(/\b(Invalid|Too|expected|received|number|string|to be|at)\b/);
  });

  it('stays as it is where it is not known', () => {
    expect(said('something new')).toBe('something new');
  });
});

describe('a model card', () => {
  const say = (text: string): string => {
    const word = de.models.model.cardWord(text);
    return word === text ? said(text) : word;
  };
  const textsIn = (source: string, language?: (text: string) => string): string[] =>
    parseBlocks(source, language).flatMap((block) => {
      if (block.kind === 'table') return block.rows.flat();
      return block.kind === 'list' ? block.items : [block.text];
    });

  it.each([
    ['networks', cardContent({ timing: 'available', expertShare: 0 })],
    ['networks beside experts, searched', cardContent({ timing: 'retrospective', expertShare: 0.25 })],
    ['experts alone', cardContent({ timing: 'available', expertShare: 1 })],
  ])('is German but for names and numbers: %s', (_, content) => {
    const source = modelCard(content);
    const english = textsIn(source);
    const kept = textsIn(source, say).filter((text, index) => text === english[index]);
    const words = kept.filter((text) => /\p{L}/u.test(text));
    expect(words).toEqual([content.name, 'AUROC (95 %)', 'AUPRC (95 %)', ...SETTINGS_TRIED]);
    // A sentence that is left in English among German ones.
    expect(textsIn(source, say).join(' ')).not.toMatch(/\b(the|with|of|is|at)\b/);
  });

  it('keeps its figures', () => {
    const text = textsIn(modelCard(cardContent({ timing: 'available', expertShare: 0 })), say).join('\n');
    expect(text).toContain('20 Trainingsaufenthalte, 2 davon positiv (10.0 %). Fingerabdruck abc123.');
    expect(text).toContain('0.710 (0.600 bis 0.800)');
    expect(text).toContain('Freitexte: in 3 Trainingsaufenthalten vorhanden, nötig sind 10');
  });
});

const SETTINGS_TRIED = ['dropout 0.3'];

it('every setting of a run has a German name', () => {
  const names = describeSettings().map(({ name }) => name);
  expect(names.filter((name) => settingNames[name] === undefined)).toEqual([]);
  expect(de.train.settings.nameOf('learningRate')).toBe('Lernrate');
  expect(nameInWords('learningRate')).toBe('Learning rate');
});
