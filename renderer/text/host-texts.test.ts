import { describe, expect, it } from 'vitest';
import { LABEL_CARDS } from '../../main/records/cohorts/label-card-texts.ts';
import { RULES } from '../../main/records/lint/rules.ts';
import { describePresets } from '../../main/training/describe-presets.ts';
import { describeSettings } from '../../main/training/describe-settings.ts';
import { said } from './de/host.ts';

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
      'Die Regel „starts in ITS“ lässt niemanden übrig.',
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

  it('stays as it is where it is not known', () => {
    expect(said('something new')).toBe('something new');
  });
});
