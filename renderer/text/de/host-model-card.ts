/** Sentences of a model card; see models/bundle/card.ts, and the remarks of methods and fusions in it. */
export const modelCardSentences: Readonly<Record<string, string>> = {
  'Research use only. Not for clinical decisions.':
    'Nur für die Forschung. Nicht für klinische Entscheidungen.',
  'Trained on {0}: it says nothing about any patient.':
    'Trainiert mit {phrase 0}: Es sagt nichts über irgendeine Person aus.',
  'synthetic records': 'synthetischen Akten',
  'For researchers who study prediction when parts of a record are missing. Not for the care of a patient.':
    'Für Forschende, die Vorhersagen untersuchen, wenn Teile einer Akte fehlen. Nicht für die Versorgung von Patienten.',
  'Timing {0}: it uses codes and summaries written after discharge.':
    'Zeitbezug {word 0}: Es verwendet Codes und Zusammenfassungen, die nach der Entlassung geschrieben wurden.',
  'It cannot be run at the bedside.': 'Am Krankenbett ist es nicht zu verwenden.',
  'Timing {0}: it uses only what had been stored by the prediction time.':
    'Zeitbezug {word 0}: Es verwendet nur, was bis zur Vorhersage gespeichert war.',
  '{0}, predicted at {1}.': '{phrase 0}, vorhergesagt: {phrase 1}.',
  'Positive: {0}': 'Positiv: {phrase 0}',
  'Negative: {0}': 'Negativ: {phrase 0}',
  'Not predicted for:': 'Nicht vorhergesagt für:',
  '{0} training encounters, {1} positive ({2} %).':
    '{number 0} Trainingsaufenthalte, {number 1} davon positiv ({number 2} %).',
  'Fingerprint {0}.': 'Fingerabdruck {word 0}.',
  'Seed {0}.': 'Mit Seed {number 0}.',
  'Trained by Lacuna {0} on {1}.': 'Trainiert von Lacuna {word 0} am {word 1}.',
  'saved as {0}@{1}': 'gesichert als {0}@{1}',
  '{0} cohort, {1} labels': 'Kohorte {0}, Labels {1}',
  'predicted {0} hours after the start': 'vorhergesagt {number 0} Stunden nach dem Beginn',
  'inputs reach back {0} hours': 'Eingaben reichen {number 0} Stunden zurück',
  'split by a hash of the patient': 'geteilt nach einem Hash der Person',
  'split by time, test from {0}': 'geteilt nach der Zeit, Testdaten ab {0}',
  'split by hospital, test a fifth of them': 'geteilt nach Krankenhäusern, Testdaten: ein Fünftel davon',
  'split by hospital, test {0}': 'geteilt nach Krankenhäusern, Testdaten: {0}',
  'split by unit, test {0}': 'geteilt nach Stationen, Testdaten: {0}',
  '{0}: {1}': '{modality 0}: {phrase 1}',
  'Left out:': 'Ausgelassen:',
  'Calibration: {0}.': 'Kalibrierung: {phrase 0}.',
  '{0}, slope {1}, {2} events': '{phrase 0}, Steigung {number 1}, {number 2} Ereignisse',
  '{0} ({1} to {2})': '{number 0} ({number 1} bis {number 2})',
  'A contribution is the model’s, not a cause: a lower risk beside a treatment does not mean that the treatment lowers risk.':
    'Ein Beitrag ist der des Modells, keine Ursache: Ein niedrigeres Risiko neben einer Behandlung heißt nicht, dass die Behandlung das Risiko senkt.',
  'Figures hold for records like those it was trained on; elsewhere it must be evaluated first.':
    'Die Zahlen gelten für Akten wie die, mit denen es trainiert wurde; anderswo muss es zuerst geprüft werden.',
  'Model {0}': 'Modell {word 0}',
  'Encoders {0}, fusion {1}, a missing modality handled by {2}.':
    'Encoder {word 0}, Fusion {word 1}, eine fehlende Modalität behandelt mit {word 2}.',
  'Logistic experts: a ridge logistic regression for each modality, whose evidence beyond the base rate adds up.':
    'Logistische Experten: eine logistische Ridge-Regression je Modalität, deren Hinweise über die Grundrate hinaus addiert werden.',
  'A missing modality adds nothing.': 'Eine fehlende Modalität trägt nichts bei.',
  'Beside the networks, with {0} of the say: a ridge logistic regression for each modality, whose evidence beyond the base rate adds up.':
    'Neben den Netzen, mit einem Anteil von {number 0}: eine logistische Ridge-Regression je Modalität, deren Hinweise über die Grundrate hinaus addiert werden.',
  '{0} settings were tried (seeded random search with successive halving) and judged by their mean validation log-loss over missing rates 0 and .5; trial {1} was trained as this model.':
    '{number 0} Einstellungen wurden probiert (Zufallssuche mit festem Seed und schrittweisem Halbieren) und nach ihrem mittleren Log-Verlust der Validierung bei fehlenden Anteilen von 0 und 0,5 beurteilt; Versuch {number 1} wurde als dieses Modell trainiert.',
  'So figures of the validation split are better than on new records; the test split took no part.':
    'Darum sind Zahlen der Validierungsdaten besser als auf neuen Akten; die Testdaten waren nicht beteiligt.',
  '{0} more are in the manifest.': '{number 0} weitere stehen im Manifest.',

  '{0} was taught by {1}': '{modality 0} lernte von {modality 1}',
  '{0} training encounters have no label': '{number 0} Trainingsaufenthalte haben kein Label',
  'logistic experts alone: encoders, fusion and all other settings of networks take no part':
    'nur logistische Experten: Encoder, Fusion und alle anderen Einstellungen von Netzen sind nicht beteiligt',
  'logistic experts have {0} of the say': 'logistische Experten haben einen Anteil von {number 0}',
  'logistic experts have {0} of the say: {1} positives in validation, needs {2} to choose':
    'logistische Experten haben einen Anteil von {number 0}: {number 1} Positive in der Validierung, nötig zum Wählen sind {number 2}',
  'logistic experts have {0} of the say, chosen on validation':
    'logistische Experten haben einen Anteil von {number 0}, auf den Validierungsdaten gewählt',
  'fusion {0} is that of the authors’ code (MUSE, Wu et al. 2024), but for modality nodes: they are kept from training patients, not averaged over whoever is scored beside':
    'die Fusion {word 0} ist die des Codes der Autoren (MUSE, Wu et al. 2024), außer bei Knoten von Modalitäten: Sie werden von Trainingspatienten behalten und nicht über alle gemittelt, die daneben bewertet werden',
  'fusion {0} (MUSE+) has training encounters without a label in its batches: they count in the loss of views and in the graph, in no loss of labels':
    'die Fusion {word 0} (MUSE+) hat Trainingsaufenthalte ohne Label in ihren Batches: Sie zählen im Verlust der Ansichten und im Graphen, in keinem Verlust der Labels',
  'fusion {0} is our reading of Zhang et al. 2022 (M3Care): who lends is masked by the lender’s presence alone, where the authors’ code leaves whoever lacks a modality a constant':
    'die Fusion {word 0} ist unsere Lesart von Zhang et al. 2022 (M3Care): Wer leiht, wird allein danach maskiert, was er selbst hat, während der Code der Autoren jedem, dem eine Modalität fehlt, eine Konstante lässt',
  'it keeps the encodings of up to {0} training patients':
    'sie behält die Kodierungen von bis zu {number 0} Trainingspatienten',
  'fusion {0} is our reading, by modality, of You et al. 2020 (GRAPE), whose code is for tables':
    'die Fusion {word 0} ist unsere Lesart, nach Modalitäten, von You et al. 2020 (GRAPE), deren Code für Tabellen ist',
  'fusion {0} is our reading of Ma et al. 2022 (a multi-task transformer): no authors’ code was found':
    'die Fusion {word 0} ist unsere Lesart von Ma et al. 2022 (ein Transformer für mehrere Aufgaben): Code der Autoren war nicht zu finden',
};
