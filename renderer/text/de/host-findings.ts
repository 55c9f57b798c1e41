/** What the leakage check and the checks of missingness find; see main/records/lint/ and main/records/missingness/. */
export const findingSentences: Readonly<Record<string, string>> = {
  // What the count of a finding counts.
  'rows dated after the prediction time that a model would read':
    'Zeilen, die nach dem Vorhersagezeitpunkt datiert sind und die ein Modell lesen würde',
  'rows entered or stored after the prediction time that a model would read':
    'Zeilen, die nach dem Vorhersagezeitpunkt eingetragen oder gespeichert wurden und die ein Modell lesen würde',
  'results not back at the prediction time that a model would read':
    'Ergebnisse, die zum Vorhersagezeitpunkt nicht vorlagen und die ein Modell lesen würde',
  'stays that it keeps or leaves out by what comes after the prediction time':
    'Aufenthalte, die sie nach dem aufnimmt oder auslässt, was nach dem Vorhersagezeitpunkt kommt',
  'stays without a label, of {0}, because nothing is recorded after them; those left are sicker':
    'Aufenthalte ohne Label, von {number 0}, weil nach ihnen nichts erfasst ist; die übrigen sind kränker',
  'last stays without a label, of {0}, against {1} of {2} others':
    'letzte Aufenthalte ohne Label, von {number 0}, gegenüber {number 1} von {number 2} anderen',
  'positive stays that share their death with an earlier one; people who died and count more than once: {0}':
    'positive Aufenthalte, die ihren Todesfall mit einem früheren teilen; Verstorbene, die mehrfach zählen: {number 0}',
  'stays in which it differs once what comes after the prediction is left out':
    'Aufenthalte, in denen es anders ist, sobald ausgelassen wird, was nach der Vorhersage kommt',
  'stays that have not ended when their codes and summaries are taken; choose the timing "available"':
    'Aufenthalte, die noch nicht beendet sind, wenn ihre Codes und Entlassbriefe genommen werden; wählen Sie die Zeitregel „available“',
  'codes of stays that had not ended at the prediction time':
    'Codes von Aufenthalten, die zum Vorhersagezeitpunkt nicht beendet waren',
  'is read for what a model knows': 'wird für das gelesen, was ein Modell weiß',
  'is read, and no rule says from when it is known':
    'wird gelesen, und keine Regel sagt, ab wann es bekannt ist',
  'is read, and holds how the stays ended': 'wird gelesen und enthält, wie die Aufenthalte endeten',
  'is in the record as a value, and holds how the stay ended':
    'steht als Wert in der Akte und enthält, wie der Aufenthalt endete',
  'summaries of positive stays stored after the event, of which they may tell':
    'Entlassbriefe positiver Aufenthalte, die nach dem Ereignis gespeichert wurden und von ihm berichten können',
  'addenda among the notes that a model reads': 'Nachträge unter den Freitexten, die ein Modell liest',
  'summaries have it as a section that a model reads':
    'Entlassbriefe haben es als Abschnitt, den ein Modell liest',
  'notes have it as a heading; look whether what stands under it states the outcome':
    'Freitexte haben es als Überschrift; sehen Sie nach, ob darunter der Endpunkt steht',
  'stays whose notes say so, {0} of them positive; of all with notes {1} are':
    'Aufenthalte, deren Freitexte das sagen, davon positiv: {number 0}; von allen mit Freitexten sind es {1}',
  'notes repeat a paragraph of a note of another stay of the same person':
    'Freitexte wiederholen einen Absatz aus einem anderen Aufenthalt derselben Person',
  'notes are word for word those of another person, who may be in another split':
    'Freitexte sind Wort für Wort die einer anderen Person, die in einem anderen Teil der Daten sein kann',
  'decisions rest on it: {0}': 'Entscheidungen beruhen darauf: {list 0}',
  'stays more than the {0} of the training split': 'Aufenthalte mehr als die {number 0} der Trainingsdaten',
  'training stays; AUROC {0} by the place alone, its rate taken from other people':
    'Trainingsaufenthalte; AUROC {number 0} allein nach dem Ort, dessen Rate von anderen Personen stammt',
  'training stays, {0} of them positive': 'Trainingsaufenthalte, davon positiv: {number 0}',
  'training stays with it, {0} of them positive; AUROC {1} alone':
    'Trainingsaufenthalte damit, davon positiv: {number 0}; AUROC allein damit {number 1}',
  'people have stays in more than one split': 'Personen haben Aufenthalte in mehr als einem Teil der Daten',
  'people of this source are in it as well: it is no external validation of a model that is trained here':
    'Personen dieser Quelle sind auch darin: Sie ist keine externe Validierung eines hier trainierten Modells',
  'test stays; the AUROC lies {0} above that of the best score there can be, standard error {1}':
    'Testaufenthalte; die AUROC liegt {number 0} über der des besten möglichen Scores, Standardfehler {number 1}',
  'in {0} more of the same kind': 'in {number 0} weiteren derselben Art',

  // What a finding is about.
  'labels by the policy "{0}"': 'Labels nach der Regel „{0}“',
  'last stay of a person': 'letzter Aufenthalt einer Person',
  'discharge summary': 'Entlassbrief',
  'discharge summaries': 'Entlassbriefe',
  'radiology reports': 'Radiologieberichte',
  'copied from an earlier stay': 'aus einem früheren Aufenthalt kopiert',
  'the same text for several people': 'derselbe Text bei mehreren Personen',
  training: 'Training',
  'alignment of modalities': 'Angleichung der Modalitäten',
  'training split': 'Trainingsdaten',
  'validation split': 'Validierungsdaten',
  'calibration split': 'Kalibrierungsdaten',
  'test split': 'Testdaten',
  'held-out folds of the training split': 'zurückgehaltene Teile der Trainingsdaten',
  'the fitting of weights': 'die Anpassung der Gewichte',
  'the alignment of modalities': 'die Angleichung der Modalitäten',
  'the choice of the epoch': 'die Wahl der Epoche',
  'the share of the logistic experts': 'der Anteil der logistischen Experten',
  'the search for settings': 'die Suche nach Einstellungen',
  'the ranking of modalities and their reference': 'die Rangfolge der Modalitäten und ihre Referenz',
  'the calibration': 'die Kalibrierung',
  'the interval of a risk': 'das Intervall eines Risikos',
  'the thresholds': 'die Schwellen',
  'the conformal sets': 'die konformen Mengen',
  'the figures that are reported': 'die berichteten Zahlen',

  'discharge note': 'Entlassbrief',
  'radiology note': 'Radiologiebericht',
  'other note': 'anderer Freitext',

  // Whether the rest of the record tells what is absent.
  'never missing': 'fehlt nie',
  'always missing': 'fehlt immer',
  'no finite fit': 'keine endliche Anpassung',
  '{0} recorded': '{modality 0} erfasst',
  '{0} empty': '{modality 0} leer',
  'No test on these data can exclude that something is missing because of what it would have said, such as a test that nobody ordered because the patient looked well (missing not at random). An AUROC near 0.5 says only that what was recorded does not tell whether a modality is there.':
    'Kein Test an diesen Daten kann ausschließen, dass etwas wegen dessen fehlt, was es gesagt hätte, etwa ein Laborwert, den niemand anforderte, weil es dem Patienten gut ging (missing not at random). Eine AUROC nahe 0,5 sagt nur, dass das Erfasste nicht verrät, ob es eine Modalität gibt.',
};
