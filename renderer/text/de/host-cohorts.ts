/** Rules of a cohort, and what to know before training on it; see main/records/cohorts/. */
export const cohortSentences: Readonly<Record<string, string>> = {
  'all admissions': 'alle Aufnahmen',
  'all stays in a unit': 'alle Aufenthalte auf einer Station',
  'as episodes, at most 6 h apart': 'als Episoden, im Abstand von höchstens 6 h',
  'neither after death nor ending before they start': 'weder nach dem Tod noch vor ihrem Beginn beendet',
  'not for observation only': 'nicht nur zur Beobachtung',
  'the first such stay of a person': 'der erste solche Aufenthalt einer Person',
  'discharged alive': 'lebend entlassen',
  'not discharged to a hospice': 'nicht in ein Hospiz entlassen',
  'with a stay in intensive care, of which the first counts':
    'mit einem Aufenthalt auf der Intensivstation, von denen der erste zählt',
  'in hospital, alive, at the prediction time': 'zum Vorhersagezeitpunkt lebend im Krankenhaus',
  'with diagnoses, procedures and medications recorded':
    'mit erfassten Diagnosen, Prozeduren und Medikamenten',
  'did not die within 15 days without a readmission':
    'nicht innerhalb von 15 Tagen ohne Wiederaufnahme verstorben',
  'how the hospital stay ended is known': 'bekannt ist, wie der Krankenhausaufenthalt endete',
  'the first such stay of a hospital stay': 'der erste solche Aufenthalt eines Krankenhausaufenthalts',
  'left the unit alive': 'die Station lebend verlassen',
  'in the unit {0} hours after its start': '{number 0} Stunden nach Beginn noch auf der Station',
  'alive in the unit for {0} hours': '{number 0} Stunden lebend auf der Station',
  'results or vital signs in {0} hours, never none for more than {1} in the first week':
    'Laborwerte oder Vitalzeichen in {number 0} Stunden, in der ersten Woche nie länger als {number 1} ohne',
  "wholly on its person's side of {0}": 'ganz auf der Seite seiner Person vor oder ab {number 0}',
  'in a test hospital, or of a person never seen in one':
    'in einem Krankenhaus der Testdaten oder von einer Person, die nie in einem war',
  'in a test unit, or of a person never seen in one':
    'auf einer Station der Testdaten oder von einer Person, die nie auf einer war',
  'starts in {0}': 'beginnt auf: {or 0}',
  'aged {0} to {1}': '{number 0} bis {number 1} Jahre alt',
  'aged {0} or over': '{number 0} Jahre oder älter',
  'aged {0} or less': '{number 0} Jahre oder jünger',
  '{0}, or of unknown age': '{phrase 0}, oder unbekannten Alters',
  'stayed {0} to {1}': 'Verweildauer {phrase 0} bis {phrase 1}',
  'stayed {0} or more': 'Verweildauer mindestens {phrase 0}',
  'stayed {0} or less': 'Verweildauer höchstens {phrase 0}',
  '{0} days': '{number 0} Tage',
  '{0} hours': '{number 0} Stunden',
  'with a diagnosis {0}: {1}': 'mit einer Diagnose {phrase 0}: {or 1}',
  'without a diagnosis {0}: {1}': 'ohne eine Diagnose {phrase 0}: {or 1}',
  'with a procedure {0}: {1}': 'mit einer Prozedur {phrase 0}: {or 1}',
  'without a procedure {0}: {1}': 'ohne eine Prozedur {phrase 0}: {or 1}',
  'in this stay': 'in diesem Aufenthalt',
  'in an earlier stay': 'in einem früheren Aufenthalt',
  'in this stay or an earlier one': 'in diesem oder einem früheren Aufenthalt',
  '{0} present': '{modality 0} vorhanden',
  'at least {0} of the six modalities present': 'mindestens {number 0} der sechs Modalitäten vorhanden',
  '{0} present, at least {1} of the six modalities present':
    '{modality 0} vorhanden, mindestens {number 1} der sechs Modalitäten vorhanden',

  // Why a source cannot answer a task.
  'Returns to intensive care are predicted on eICU alone; readmission-15d predicts returns to hospital.':
    'Rückkehr auf die Intensivstation wird nur auf eICU vorhergesagt; readmission-15d sagt Wiederaufnahmen ins Krankenhaus vorher.',
  'Returns to intensive care are predicted on eICU alone; on MIMIC-IV, readmission-15d predicts returns to hospital.':
    'Rückkehr auf die Intensivstation wird nur auf eICU vorhergesagt; auf MIMIC-IV sagt readmission-15d Wiederaufnahmen ins Krankenhaus vorher.',
  '{0} does not say until when a death would be known, so nobody is known to have lived on after a discharge.':
    '{0} sagt nicht, bis wann ein Todesfall bekannt wäre, darum ist von niemandem bekannt, dass er nach der Entlassung weiterlebte.',
  'eICU ends with the hospital stay: deaths after it are not in it.':
    'eICU endet mit dem Krankenhausaufenthalt: Todesfälle danach stehen nicht darin.',
  'eICU does not say how far apart the hospital stays of a person are, so a readmission to hospital cannot be told.':
    'eICU sagt nicht, wie weit die Krankenhausaufenthalte einer Person auseinanderliegen, darum ist eine Wiederaufnahme nicht zu erkennen.',
  'MIMIC-IV v1.0 holds no deaths outside hospital, so nobody is known to have survived.':
    'MIMIC-IV v1.0 enthält keine Todesfälle außerhalb des Krankenhauses, darum ist von niemandem bekannt, dass er überlebte.',

  // What to know before training.
  '{0}: present in {1} training encounters, fewer than {2}, so it is left out of the model.':
    '{modality 0}: in {number 1} Trainingsaufenthalten vorhanden, weniger als {number 2}, also nicht im Modell.',
  'The rule "{0}" leaves none. Whose age is not known is left out by it: ages follow from births.':
    'Die Regel „{phrase 0}“ lässt niemanden übrig. Wessen Alter nicht bekannt ist, den lässt sie aus: Das Alter folgt aus der Geburt.',
  'The rule "{0}" leaves none.': 'Die Regel „{phrase 0}“ lässt niemanden übrig.',
  'The filter on {0} with {1} finds no code of the records that counts.':
    'Der Filter ({modality 0} mit {1}) findet in den Akten keinen Code, der zählt.',
  'The filter on {0} without {1} finds no code of the records that counts.':
    'Der Filter ({modality 0} ohne {1}) findet in den Akten keinen Code, der zählt.',
  'No encounter of this cohort has a label.': 'Kein Aufenthalt dieser Kohorte hat ein Label.',
  'All labels of the training split are the same, so no model can be trained.':
    'Alle Labels der Trainingsdaten sind gleich, darum kann kein Modell trainiert werden.',
  'The test split has {0} positive encounters; below {1} its AUROC is not assessed.':
    'Die Testdaten haben {number 0} positive Aufenthalte; unter {number 1} wird ihre AUROC nicht bewertet.',
  'The calibration split has {0} positive encounters; below {1} the risks are not calibrated.':
    'Die Kalibrierungsdaten haben {number 0} positive Aufenthalte; unter {number 1} sind die Risiken nicht kalibriert.',
  'The calibration split has {0} positive encounters; below {1} they correct the level of the risks, but hardly their spread.':
    'Die Kalibrierungsdaten haben {number 0} positive Aufenthalte; unter {number 1} berichtigen sie die Höhe der Risiken, aber kaum ihre Streuung.',
  'Labels of the MUSE study on eICU, which includes transfers: probabilities are not calibrated to all stays.':
    'Labels der MUSE-Studie auf eICU, die Verlegungen einschließt: Die Wahrscheinlichkeiten sind nicht auf alle Aufenthalte kalibriert.',
  'Labels of YAIB, death in the unit: another outcome than death in hospital.':
    'Labels von YAIB, Tod auf der Station: ein anderer Endpunkt als Tod im Krankenhaus.',
  'Labels by the policy "{0}": probabilities are not calibrated to all discharges.':
    'Labels nach der Regel „{0}“: Die Wahrscheinlichkeiten sind nicht auf alle Entlassungen kalibriert.',
  '{0} encounters have no label, because their outcome is not known.':
    '{number 0} Aufenthalte haben kein Label, weil ihr Endpunkt nicht bekannt ist.',
  '{0} positive encounters share their death with an earlier one of the same person.':
    '{number 0} positive Aufenthalte teilen ihren Todesfall mit einem früheren derselben Person.',
};
