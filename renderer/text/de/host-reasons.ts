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
  'no neurons': 'keine Neuronen',
  'no weight, or one modality': 'kein Gewicht, oder nur eine Modalität',
  'no statistics': 'keine Statistik',
  'no trials': 'keine Versuche',
  'no values': 'keine Werte',
  'all rows are equal': 'alle Zeilen sind gleich',
  'never below the unimodal rank': 'nie unter dem Rang einer Modalität',
  'a modality or the label does not vary': 'eine Modalität oder das Label streut nicht',
  'the second modality is redundant given the first':
    'die zweite Modalität sagt nichts, was nicht auch die erste sagt',
  'the initial weights are too large for the formula': 'die Anfangsgewichte sind für die Formel zu groß',
  'not reached in {0} steps': 'in {number 0} Schritten nicht erreicht',
  'features are linearly dependent': 'die Merkmale sind linear abhängig',
  'neither modality goes with the target': 'keine der Modalitäten hängt mit dem Ziel zusammen',
  'the first modality has no weight in the end': 'die erste Modalität hat am Ende kein Gewicht',
  'not simulated': 'nicht simuliert',
  'the first modality starts beyond half of its plateau':
    'die erste Modalität beginnt jenseits der Hälfte ihres Plateaus',
  '{0} encounters have all of them, needs {1}': '{number 0} Aufenthalte haben alle, nötig sind {number 1}',
  '{0} events, needs {1}': '{number 0} Ereignisse, nötig sind {number 1}',
  '{0} rows, needs {1}': '{number 0} Zeilen, nötig sind {number 1}',
  '{0} encounters have both, needs {1}': '{number 0} Aufenthalte haben beide, nötig sind {number 1}',
  'infinite: {0} columns of rank {1}': 'unendlich: {number 0} Spalten vom Rang {number 1}',
  'interval not assessed: {0} calibration encounters, needs {1}':
    'Intervall nicht bewertet: {number 0} Kalibrierungsaufenthalte, nötig sind {number 1}',
  'interval not assessed: {0} events among similar scores, needs {1}':
    'Intervall nicht bewertet: {number 0} Ereignisse bei ähnlichem Risiko, nötig sind {number 1}',
  'present in {0} training encounters, needs {1}':
    'in {number 0} Trainingsaufenthalten vorhanden, nötig sind {number 1}',
  'the same in all {0} training encounters that have it':
    'in allen {number 0} Trainingsaufenthalten gleich, die sie haben',
};
