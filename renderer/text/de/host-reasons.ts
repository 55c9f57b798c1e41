/** Why something has no figure, and why a modality was left out; see models/metrics/ and models/training/. */
export const reasons: Readonly<Record<string, string>> = {
  'there is no score': 'es gibt kein Risiko',
  'nothing of this record is present for the model': 'Von dieser Akte ist für das Modell nichts vorhanden',
  'interval not assessed: no calibration encounter scored as high as this one':
    'Intervall nicht bewertet: Kein Kalibrierungsaufenthalt hat ein so hohes Risiko wie dieser',
  'interval not assessed: no calibration encounter scored as low as this one':
    'Intervall nicht bewertet: Kein Kalibrierungsaufenthalt hat ein so niedriges Risiko wie dieser',
  'no encounters': 'keine Aufenthalte',
  'no positive label': 'kein positives Label',
  'no negative label': 'kein negatives Label',
  'one class only in training': 'nur eine Klasse im Training',
  'present in no validation encounter': 'in keinem Validierungsaufenthalt vorhanden',
  'a representation without variance': 'eine Darstellung ohne Streuung',
  'this fusion has no layer in which each modality has a block of weights':
    'diese Fusion hat keine Schicht, in der jede Modalität einen Block von Gewichten hat',
  'the latents do not vary': 'die latenten Darstellungen streuen nicht',
  'no column varies, or there are fewer than 10 rows':
    'keine Spalte streut, oder es gibt weniger als 10 Zeilen',
  'no modality is present': 'keine Modalität ist vorhanden',
  'no epochs': 'keine Epochen',
  'no rows': 'keine Zeilen',
  'all latents are 0': 'alle latenten Darstellungen sind 0',
  'no difference other than zero': 'kein Unterschied außer null',
  'undefined on most resamples': 'auf den meisten Stichproben nicht definiert',
  'no finite solution: the classes are separated': 'keine endliche Lösung: Die Klassen sind getrennt',
  'no finite solution: the classes are separated or there is only one':
    'keine endliche Lösung: Die Klassen sind getrennt, oder es gibt nur eine',
  'its vocabulary is empty: nothing of it occurs often enough':
    'das Vokabular ist leer: Nichts kommt oft genug vor',
  'absent from every training encounter': 'fehlen in jedem Trainingsaufenthalt',
};

/** The same with figures in them. */
export const reasonsWithFigures: readonly (readonly [english: RegExp, german: string])[] = [
  [/^(\d+) events, needs (\d+)$/, '$1 Ereignisse, nötig sind $2'],
  [/^(\d+) rows, needs (\d+)$/, '$1 Zeilen, nötig sind $2'],
  [/^(\d+) encounters have both, needs (\d+)$/, '$1 Aufenthalte haben beide, nötig sind $2'],
  [/^infinite: (\d+) columns of rank (\d+)$/, 'unendlich: $1 Spalten vom Rang $2'],
  [
    /^interval not assessed: (\d+) calibration encounters, needs (\d+)$/,
    'Intervall nicht bewertet: $1 Kalibrierungsaufenthalte, nötig sind $2',
  ],
  [
    /^interval not assessed: (\d+) events among similar scores, needs (\d+)$/,
    'Intervall nicht bewertet: $1 Ereignisse bei ähnlichem Risiko, nötig sind $2',
  ],
  [
    /^present in (\d+) training encounters, needs (\d+)$/,
    'in $1 Trainingsaufenthalten vorhanden, nötig sind $2',
  ],
  [
    /^the same in all (\d+) training encounters that have it$/,
    'in allen $1 Trainingsaufenthalten gleich, die sie haben',
  ],
];
