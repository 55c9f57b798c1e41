/** Work and its steps, trials of a search, and what is to be known of a training and its model. */
export const workSentences: Readonly<Record<string, string>> = {
  'Importing {0}': 'Import: {0}',
  'Training {0}': 'Training: {0}',
  'Auditing a model': 'Audit eines Modells',
  'Preparing the synthetic demo': 'Die synthetische Demo wird vorbereitet',
  'Resuming training': 'Das Training wird fortgesetzt',
  'Diagnosing a model': 'Ein Modell wird untersucht',
  'Comparing two models': 'Zwei Modelle werden verglichen',
  'Scoring stays': 'Aufenthalte werden bewertet',
  'Preparing the list of patients': 'Die Patientenliste wird zusammengestellt',
  'selecting the cohort': 'Kohorte wird gebildet',
  'learning the vocabulary: {0} of {1} encounters':
    'Vokabular wird gelernt: {number 0} von {number 1} Aufenthalten',
  'reading the records: {0} of {1} encounters':
    'Akten werden gelesen: {number 0} von {number 1} Aufenthalten',
  'loading the compute engine': 'Rechen-Engine wird geladen',
  'epoch {0} of {1}': 'Epoche {number 0} von {number 1}',
  'trial {0} of {1}, round {2} of {3}, epoch {4}':
    'Versuch {number 0} von {number 1}, Runde {number 2} von {number 3}, Epoche {number 4}',
  'calibrating and scoring': 'Kalibrierung und Bewertung',
  'scored {0} of {1} stays': '{number 0} von {number 1} Aufenthalten bewertet',
  'scored {0} of {1} encounters': '{number 0} von {number 1} Aufenthalten bewertet',
  'listed {0} of {1} stays': '{number 0} von {number 1} Aufenthalten aufgenommen',
  'writing the bundle': 'Modelldatei wird geschrieben',
  'writing the synthetic cohort': 'synthetische Kohorte wird geschrieben',
  'importing the synthetic cohort': 'synthetische Kohorte wird importiert',
  'looking into the model': 'Modell wird untersucht',
  'computing contributions': 'Beiträge werden berechnet',
  'removing {0}': 'ohne {modality 0}',
  'noise on {0}': 'Rauschen auf: {modality 0}',
  'missing {0}': 'Anteil fehlender Daten: {number 0}',
  'each missingness pattern': 'jedes Muster fehlender Daten',
  'net benefit and calibration': 'Nettonutzen und Kalibrierung',
  'groups of people': 'Gruppen von Personen',
  inspecting: 'Prüfung',
  'inspecting {0}': 'Prüfung: {0}',
  reading: 'wird gelesen',
  'reading {0}': 'wird gelesen: {0}',
  writing: 'wird geschrieben',
  'writing {0}': 'wird geschrieben: {0}',
  committing: 'wird gespeichert',
  'committing {0}': 'wird gespeichert: {0}',

  // What became of the trials of a search.
  'place {0} of {1} after {2} epochs': 'Platz {number 0} von {number 1} nach {number 2} Epochen',
  '{0}; the best {1} went on': '{phrase 0}; die besten {number 1} kamen weiter',
  'expected a finite loss, got none in epoch {0}; the encoder of {1} had the steepest gradient':
    'Der Verlust ist in Epoche {number 0} nicht mehr endlich; den steilsten Gradienten hatte der Encoder ({modality 1})',

  // What a person should know of a training, and of the model it gave.
  '{0}; the best weights before it are kept': '{phrase 0}; die besten Gewichte davor werden behalten',
  'stopped after {0} of {1} epochs': 'nach {number 0} von {number 1} Epochen angehalten',
  '{0} in train, too few to learn much more than the base rate':
    '{number 0} in den Trainingsdaten, zu wenige, um viel mehr als die Basisrate zu lernen',
  '{0} in validation, no epoch is chosen by so few: the last is kept':
    '{number 0} in den Validierungsdaten, nach so wenigen wird keine Epoche gewählt: Die letzte wird behalten',
  '{0} in validation, needs {1}; the last epoch is kept':
    '{number 0} in den Validierungsdaten, nötig sind {number 1}; die letzte Epoche wird behalten',
  '{0} in calibration, scores are not calibrated':
    '{number 0} in den Kalibrierungsdaten, die Risiken werden nicht kalibriert',
  'with {0} positives in validation a search tells good settings from lucky ones badly':
    'mit {number 0} positiven Aufenthalten in den Validierungsdaten unterscheidet eine Suche gute Einstellungen schlecht von zufällig guten',
  'not calibrated: fewer than {0} positives in the calibration split':
    'nicht kalibriert: weniger als {number 0} positive Aufenthalte in den Kalibrierungsdaten',
  'not calibrated: fewer than {0} negatives in the calibration split':
    'nicht kalibriert: weniger als {number 0} negative Aufenthalte in den Kalibrierungsdaten',
  'not calibrated: no finite solution': 'nicht kalibriert: keine endliche Lösung',
  'not calibrated: higher scores did not go with higher risk':
    'nicht kalibriert: Höhere Werte gingen nicht mit höherem Risiko einher',
  '{0} is left out of the model: {1}': 'nicht im Modell: {modality 0}: {phrase 1}',
  'the training takes about {0} GB of the {1} GB of memory that are free':
    'das Training braucht etwa {number 0} GB der {number 1} GB freien Arbeitsspeichers',
  'the latents of {0} do not differ between encounters; train with a smaller lambda, or leave the modality out':
    '{modality 0}: die latenten Darstellungen unterscheiden sich nicht zwischen Aufenthalten; trainieren Sie mit kleinerem Lambda oder ohne diese Modalität',
  'no training encounter is without a label: fusion {0} learns as the same without unlabelled ones does':
    'kein Trainingsaufenthalt ist ohne Label: Die Fusion {0} lernt, wie dieselbe ohne solche es tut',
  'stopped before the centroids were found: what is missing is left out':
    'angehalten, bevor die Zentroide gefunden waren: Was fehlt, wird ausgelassen',
  'no encounter has all modalities: nothing could be learned from leaving some out':
    'kein Aufenthalt hat alle Modalitäten: Aus dem Auslassen einzelner war nichts zu lernen',
  'stopped before the distillation had ended: the encoders are those of a vanilla model':
    'angehalten, bevor die Distillation beendet war: Die Encoder sind die eines Modells ohne sie',
  'no modality could be taught: none has a stronger one':
    'keine Modalität konnte lernen: Für keine gibt es eine stärkere',
  '{0} was not taught by {1}: too few encounters of a batch have both, or too few steps':
    '{modality 0} lernte nicht von {modality 1}: Zu wenige Aufenthalte eines Stapels haben beide, oder zu wenige Schritte',
  'plain gradient descent would learn {0} {1} times as late as {2}: the earlier modalities meet (fusionDepth {3} here), the shorter that is (Zhang, Latham, Saxe 2024); {4}':
    'einfacher Gradientenabstieg würde {modality 0} {number 1}-mal so spät lernen wie {modality 2}: Je früher Modalitäten zusammentreffen (hier fusionDepth {3}), desto kürzer ist das (Zhang, Latham, Saxe 2024); {phrase 4}',
  'a tendency, not a forecast': 'eine Tendenz, keine Vorhersage',
  'it does not hold under Adam, with which this configuration trains':
    'unter Adam, mit dem diese Konfiguration trainiert, gilt es nicht',

  // What works less well on this machine than it could; see main/system/degraded.ts.
  'the {0} engine is in use: training is several times slower than with native TensorFlow':
    'die Engine {0} wird verwendet: Das Training dauert mehrmals so lange wie mit nativem TensorFlow',
  'native TensorFlow did not load': 'natives TensorFlow ließ sich nicht laden',
  'it was chosen in the settings': 'sie wurde in den Einstellungen gewählt',
  'the desktop window is not available: the same application runs in the browser':
    'das Desktop-Fenster ist nicht verfügbar: dieselbe Anwendung läuft im Browser',
  "Electron's binary is not downloaded": 'das Programm von Electron ist nicht heruntergeladen',
  'no window can be shown: the application is served to a browser':
    'kein Fenster kann gezeigt werden: Die Anwendung läuft in einem Browser',
  'there is no display': 'es gibt keine Anzeige',
  'start it in a desktop session with npm start': 'starten Sie sie in einer Desktop-Sitzung mit npm start',
  'the desktop window cannot start': 'das Desktop-Fenster kann nicht starten',
  'shared libraries are missing: {0}': 'Bibliotheken fehlen: {0}',
  'the end-to-end tests are skipped': 'die End-to-End-Tests werden übersprungen',
  'Chromium is missing': 'Chromium fehlt',
  'databases are not encrypted by Lacuna': 'Lacuna verschlüsselt Datenbanken nicht',
  'their files are readable by their owner only, but lie on the disk as they are':
    'ihre Dateien sind nur für ihren Besitzer lesbar, liegen aber unverändert auf dem Datenträger',
  "turn on the operating system's disk encryption (LUKS, FileVault or BitLocker)":
    'schalten Sie die Verschlüsselung des Betriebssystems ein (LUKS, FileVault oder BitLocker)',
  'no compute engine can be loaded': 'keine Rechen-Engine kann geladen werden',
  'the database libraries cannot be loaded': 'die Bibliotheken der Datenbank können nicht geladen werden',
  'npm ci, then npm run setup': 'npm ci, dann npm run setup',
};
