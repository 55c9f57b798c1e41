/** What the host says of cohorts, training and models that it refuses. */
export const modelDetails: Readonly<Record<string, string>> = {
  'there is no known truth for this task': 'Für diese Aufgabe ist keine Wahrheit bekannt',
  'the truth is that of another cohort': 'Die Wahrheit gehört zu einer anderen Kohorte',
  'name the folder from which the synthetic cohort was imported':
    'Nennen Sie den Ordner, aus dem die synthetische Kohorte importiert wurde',
  'a model cannot be compared with itself': 'Ein Modell lässt sich nicht mit sich selbst vergleichen',
  'the two models have different cohorts: {0} is {1} in one, {2} in the other':
    'Die beiden Modelle haben verschiedene Kohorten: {0} ist beim einen {1}, beim anderen {2}',
  'compare models that were trained on the same cohort for the same task':
    'Vergleichen Sie Modelle, die auf derselben Kohorte für dieselbe Aufgabe trainiert wurden',
  'two models are needed': 'Es braucht zwei Modelle',
  'no test encounter can be scored by all of the models':
    'Kein Testaufenthalt lässt sich von allen Modellen bewerten',
  'this database has no training or no validation encounter of the model cohort':
    'Diese Datenbank hat keinen Trainings- oder keinen Validierungsaufenthalt aus der Kohorte des Modells',
  'name the database that the model was trained on':
    'Öffnen Sie die Datenbank, auf der das Modell trainiert wurde',
  'there is something at the output path already': 'Am Ausgabepfad gibt es schon etwas',
  'choose another path, or delete it first': 'Wählen Sie einen anderen Pfad oder löschen Sie es zuerst',
  'there is no model bundle at this path': 'Unter diesem Pfad gibt es kein Modell',
  'the path is neither file nor folder': 'Der Pfad führt weder zu einer Datei noch zu einem Ordner',
  'the bundle has no {0}': 'Im Modell fehlt {0}',
  'the file is not a readable .lacuna archive': 'Die Datei ist kein lesbares .lacuna-Archiv',
  'a file of the model bundle cannot be read': 'Eine Datei des Modells kann nicht gelesen werden',
  'name the folder or the .lacuna file of a model; if it was one, take a copy of it that is whole':
    'Wählen Sie den Ordner oder die .lacuna-Datei eines Modells; war es eine, nehmen Sie eine unbeschädigte Kopie',
  'the model bundle cannot be deleted': 'Die Dateien des Modells können nicht gelöscht werden',
  '{0}: {1}': '{phrase 0}: {phrase 1}',
  '{0}: {1}{2}': '{0}: {phrase 1}{phrase 2}',
  '{0}: {1} {2}{3}': '{0}: {phrase 1} {phrase 2}{phrase 3}',
  'the model is for a task or cohort that is not known here':
    'Das Modell ist für eine Aufgabe oder Kohorte, die hier nicht bekannt ist',
  'use the version of Lacuna that made it': 'Verwenden Sie die Version von Lacuna, mit der es erzeugt wurde',
  'lacuna cohort --schema prints the form of the file': '„lacuna cohort --schema“ zeigt die Form der Datei',
  'a code or name that looks like a number is written in quotes, e.g. "428.0"':
    'Ein Code oder Name, der wie eine Zahl aussieht, steht in Anführungszeichen, z. B. "428.0"',
  '{0} is not known here': '{0} ist hier nicht bekannt',
  'known are {0}': 'Bekannt sind {0}',
  'the file holds no cohort': 'Die Datei enthält keine Kohorte',
  'begin it with "task: ..."': 'Beginnen Sie sie mit „task: ...“',
  'the compute engine {0} cannot be loaded': 'Die Rechen-Engine {0} kann nicht geladen werden',
  'npm run setup prepares the native engine; lacuna doctor tells what is in use':
    '„npm run setup“ richtet die native Engine ein; „lacuna doctor“ sagt, was verwendet wird',
  'there is no model.onnx in the folder of the text model':
    'Im Ordner des Textmodells gibt es kein model.onnx',
  'there is no tokenizer.json and no vocab.txt in the folder':
    'Im Ordner gibt es weder tokenizer.json noch vocab.txt',
  'the tokenizer of the text model cannot be read': 'Der Tokenizer des Textmodells kann nicht gelesen werden',
  'the thread that reads notes does not answer': 'Der Thread, der Freitexte liest, antwortet nicht',
  'the text model does not turn tokens into vectors': 'Das Textmodell macht aus Tokens keine Vektoren',
  'the model.onnx of the text model cannot be opened':
    'model.onnx des Textmodells kann nicht geöffnet werden',
  'the text model asks for {0}; input_ids, attention_mask and token_type_ids are known':
    'Das Textmodell verlangt {0}; bekannt sind input_ids, attention_mask und token_type_ids',
  'the folder of the text model holds another model than the one this was trained with':
    'Der Ordner des Textmodells enthält ein anderes als das, mit dem trainiert wurde',
  'no labelled encounter of the model cohort is in this database':
    'In dieser Datenbank gibt es keinen Aufenthalt mit Label aus der Kohorte des Modells',
  'a modality has no state': 'Eine Modalität hat keinen Zustand',
  'no modality is present, so there is no score': 'Keine Modalität ist vorhanden, darum gibt es kein Risiko',
  'switch a modality on, or choose an encounter with a record':
    'Schalten Sie eine Modalität ein oder wählen Sie einen Aufenthalt mit Akte',
  'something else than predictions lies at this path already':
    'Unter diesem Pfad liegt schon etwas anderes als Vorhersagen',
  'choose another path, or delete what is there first':
    'Wählen Sie einen anderen Pfad oder löschen Sie zuerst, was dort liegt',
  'this database has no stay that the model was not trained on':
    'Diese Datenbank hat keinen Aufenthalt, mit dem das Modell nicht trainiert wurde',
  'there is no such model in this database': 'In dieser Datenbank gibt es kein solches Modell',
  'the bundle is no longer where the model was registered':
    'Die Dateien des Modells sind nicht mehr dort, wo es eingetragen wurde',
  'bring it back, or import it from where it is now':
    'Legen Sie sie zurück oder importieren Sie das Modell von dort, wo es jetzt ist',
  // Cohorts.
  'the filter on diagnoses of this stay reads codes that are assigned after the prediction time of {0}':
    'Der Filter auf Diagnosen dieses Aufenthalts liest Codes, die nach dem Vorhersagezeitpunkt von {0} vergeben werden',
  'ask for diagnoses recorded in earlier-stays, which are known by then':
    'Filtern Sie nach Diagnosen früherer Aufenthalte, die dann bekannt sind',
  '{0} from {1} to {2} leaves nobody': '{0} von {1} bis {2} lässt niemanden übrig',
  'the preset {0} has limits of its own': 'Die Voreinstellung {0} hat eigene Grenzen',
  'the task {0} has no {1}': 'Zur Aufgabe {0} gehört nicht: {1}',
  'leave it out; the label card of the task says what can be chosen':
    'Lassen Sie es weg; die Label-Karte der Aufgabe sagt, was gewählt werden kann',
  'the preset {0} is for {1}': 'Die Voreinstellung {0} ist für {1}',
  'the preset of the same study for eICU is muse-eicu':
    'Die Voreinstellung derselben Studie für eICU ist muse-eicu',
  'leave the preset out': 'Lassen Sie die Voreinstellung weg',
  'choose another task, or import eICU': 'Wählen Sie eine andere Aufgabe oder importieren Sie eICU',
  'choose another task, or import MIMIC-IV v2.0 or later':
    'Wählen Sie eine andere Aufgabe oder importieren Sie MIMIC-IV ab v2.0',
  'several sources can answer {0}, and a cohort takes one':
    'Mehrere Quellen eignen sich für {0}, und eine Kohorte nimmt eine',
  'name it with --source: {0}': 'Wählen Sie unter „Kohorte“ eine Quelle: {0}',
  'the encounter is not one that {0} is predicted for': 'Für diesen Aufenthalt wird {0} nicht vorhergesagt',
  'the label card of the task says who is left out': 'Die Label-Karte der Aufgabe sagt, wer ausgelassen wird',
  'the hospital stays of a person have no order in this source, so none is first':
    'Die Krankenhausaufenthalte einer Person haben in dieser Quelle keine Reihenfolge, darum ist keiner der erste',
  'the rule unitStays=first keeps the first stay of each hospital stay':
    'Die Regel unitStays=first behält den ersten Aufenthalt jedes Krankenhausaufenthalts',
  'the rule {0} means nothing on {1}': 'Die Regel {0} bedeutet bei {1} nichts',
  'leave it out': 'Lassen Sie sie weg',
  'there it has {0}': 'Dort gibt es {0}',
  'this source does not tell two periods of years apart, so it cannot be split by time':
    'Diese Quelle unterscheidet keine zwei Zeiträume, darum lässt sie sich nicht nach der Zeit teilen',
  'MIMIC-IV tells them by its anchor_year_group; split by patient otherwise':
    'MIMIC-IV unterscheidet sie durch anchor_year_group; teilen Sie sonst nach Patienten',
  'a test period cannot begin with {0}: years are known in groups of three':
    'Die Testzeit kann nicht mit {0} beginnen: Jahre sind in Gruppen zu dreien bekannt',
  'it can begin with {0}': 'Sie kann beginnen mit {0}',
  'this source is of one hospital, or does not say of which':
    'Diese Quelle ist aus einem einzigen Krankenhaus oder sagt nicht, aus welchem',
  'split by unit, by time or by patient': 'Teilen Sie nach Station, Zeit oder Patient',
  'this source has no hospital {0}': 'Diese Quelle hat kein Krankenhaus {0}',
  'no stay of this source starts in a unit named "{0}"':
    'Kein Aufenthalt dieser Quelle beginnt auf einer Station „{0}“',
  'the source names no units': 'Die Quelle nennt keine Stationen',
  'no encounter of this cohort is in the database': 'In der Datenbank ist kein Aufenthalt dieser Kohorte',
  'codes and summaries of {0} encounters are written after the prediction time of {1}':
    'Codes und Briefe von {0} Aufenthalten wurden nach dem Vorhersagezeitpunkt von {1} geschrieben',
  'choose the timing "available" for a prediction made before discharge':
    'Wählen Sie für eine Vorhersage vor der Entlassung „verfügbar“ als Zeitbezug',
  '{0} values of an encounter are later than its prediction time':
    '{0} Werte eines Aufenthalts sind später als sein Vorhersagezeitpunkt',
  'this is a defect of the application: please report it':
    'Dies ist ein Fehler des Programms: Bitte melden Sie ihn',
  'lacuna lint lists all that would reach a model':
    'Die Prüfung auf Leckage unter „Kohorte“ nennt alles, was ein Modell erreichen würde',
  'this is not the cohort that was saved as {0}@{1}':
    'Dies ist nicht die Kohorte, die als {0}@{1} gesichert wurde',
  'save it under a name, or leave the name out':
    'Sichern Sie sie unter einem Namen oder lassen Sie den Namen weg',
  'the model "{0}" was made with {1}@{2}': 'Das Modell „{0}“ entstand mit {1}@{2}',
  'the run {0} was made with {1}@{2}': 'Der Lauf {0} entstand mit {1}@{2}',
  'delete the model first, or keep the cohort': 'Löschen Sie zuerst das Modell oder behalten Sie die Kohorte',
  'there is no saved cohort of this name and version':
    'Eine gesicherte Kohorte dieses Namens und dieser Version gibt es nicht',
  'lacuna cohort --save <name> saves one': 'Unter „Kohorte“ lässt sich eine sichern',
  'it has the versions {0}': 'Es gibt die Versionen {0}',
  'there are {0}': 'Es gibt {0}',
  // Training.
  'there is no such training run': 'Einen solchen Trainingslauf gibt es nicht',
  'no run can be resumed: start a new one': 'Kein Lauf kann fortgesetzt werden: Beginnen Sie einen neuen',
  'to be resumed: {0}': 'Fortgesetzt werden können {0}',
  'the run has no such trial': 'Der Lauf hat keinen solchen Versuch',
  'it was trained without a search': 'Er wurde ohne Suche trainiert',
  'it has trials 1 to {0}': 'Er hat die Versuche 1 bis {0}',
  'the run stopped before its first checkpoint': 'Der Lauf endete vor seinem ersten Zwischenstand',
  'start it again with the same settings: the numbers will be the same':
    'Starten Sie ihn mit denselben Einstellungen neu: Die Zahlen werden dieselben sein',
  'the checkpoint cannot be read': 'Der Zwischenstand kann nicht gelesen werden',
  'lacuna train --resume {0}': 'Setzen Sie ihn unter „Trainieren“ fort ({0})',
  'cancelled before the first epoch ended': 'Vor dem Ende der ersten Epoche abgebrochen',
  'no labelled encounter is left for training': 'Für das Training bleibt kein Aufenthalt mit Label',
  'lacuna cohort shows how many are left after each rule':
    'Unter „Kohorte“ steht, wie viele nach jeder Regel übrig sind',
  'the run ended and left no checkpoint': 'Der Lauf ist beendet und hat keinen Zwischenstand hinterlassen',
  'the run is still going on': 'Der Lauf ist noch im Gang',
  'the data changed since the run was started': 'Die Daten haben sich seit dem Beginn des Laufs geändert',
  'start a new run': 'Beginnen Sie einen neuen Lauf',
  'a search ended without a choice': 'Eine Suche endete ohne Wahl',
  'a settings file holds settings by name, and under "search" what is searched: docs/training.md':
    'Eine Einstellungsdatei nennt Einstellungen beim Namen und unter „search“, was gesucht wird: docs/training.md',
  'the file holds no settings by name': 'Die Datei nennt keine Einstellungen beim Namen',
  '{0} is not the name of a setting': '{0} ist kein Name einer Einstellung',
  'not known here': 'hier nicht bekannt',
  'did you mean {0}?': 'Meinten Sie {0}?',
  // The model library.
  'choose other modalities, or a larger cohort: lacuna cohort counts who has which':
    'Wählen Sie andere Modalitäten oder eine größere Kohorte: „Kohorte“ zählt, wer welche hat',
  '{0} is not the file that the manifest names: its hash differs':
    '{0} ist nicht die Datei, die das Manifest nennt: Die Prüfsumme weicht ab',
  '{0} does not have the expected form': '{0} hat nicht die erwartete Form',
  'the bundle has schema {0}, this version reads up to {1}':
    'Das Modell hat das Schema {0}, diese Version liest bis {1}',
  '{0} does not have the expected form at {1}': '{0} hat ({phrase 1}) nicht die erwartete Form',
  '{0} was changed after it was written: its digest differs':
    '{0} wurde nach dem Schreiben geändert: Die Prüfsumme weicht ab',
  '{0} is not JSON': '{0} ist kein JSON',
  'tensor file: {0}': 'Datei der Tensoren: {phrase 0}',
  'the bundle has no tensor {0}': 'Im Modell fehlt der Tensor {0}',
  'expected a model with networks, got logistic experts alone':
    'Erwartet wird ein Modell mit Netzen; dieses hat nur logistische Experten',
  'expected a matrix of finite numbers to decompose': 'Eine Matrix enthält Zahlen, die nicht endlich sind',
  'expected a network that predicts what is missing': 'Das Netz sagt nicht voraus, was fehlt',
  'expected policy omit, got {0}: logistic experts leave out what is missing':
    'Ersatz „{0}“ ist hier nicht möglich: Logistische Experten lassen weg, was fehlt',
  'expected another policy than ebr, {0} encoders have no decoder':
    'Ersatz „ebr“ ist hier nicht möglich: Encoder der Art {0} haben keinen Decoder',
  'expected another policy than predicted: the model was not trained with it':
    'Ersatz „predicted“ ist hier nicht möglich: Das Modell wurde ohne ihn trainiert',
  'expected a preset, got "{0}"': 'Die Voreinstellung „{0}“ gibt es nicht',
  'expected a fusion layer of 2 to {0}, got {1}':
    'Die Schicht der Fusion liegt zwischen 2 und {0}, angegeben ist {1}',
  '{0}: expected fixed inputs, but those of {1} are learned':
    '{0}: Erwartet sind feste Eingaben, aber diese sind gelernt: {modality 1}',
  'expected states of {0}, got none': 'Es fehlen die Zustände: {modality 0}',
  'epochs: expected 1 with expertShare 1, which trains no network, got {0}':
    'epochs: Bei expertShare 1 wird kein Netz trainiert, darum 1, nicht {0}',
  'substitution: expected another policy, {0} encoders have no g':
    'substitution: Encoder der Art {0} haben kein g; wählen Sie einen anderen Ersatz',
  'fusionDepth: expected another depth, late fusion has every layer before it':
    'fusionDepth: Vor der Fusion late liegen alle Schichten; wählen Sie eine andere Tiefe',
  'epochs: expected 3 or more for kd encoders, one a phase, got {0}':
    'epochs: Encoder der Art kd brauchen mindestens 3 Epochen, eine je Phase, nicht {0}',
  'teacherShare, distillationShare: expected less than 1 together, so that epochs are left to tune, got {0} and {1}':
    'teacherShare, distillationShare: zusammen weniger als 1, damit Epochen zur Abstimmung bleiben, nicht {0} und {1}',
  'substitution: expected auto, {0} encoders predict what is missing':
    'substitution: Encoder der Art {0} sagen voraus, was fehlt; wählen Sie auto',
  'substitution: expected auto or omit, cmae encoders leave out what is missing':
    'substitution: Encoder der Art cmae lassen weg, was fehlt; wählen Sie auto oder omit',
  'epochs: expected 2 or more for smil encoders, one of them to find centroids, got {0}':
    'epochs: Encoder der Art smil brauchen mindestens 2 Epochen, eine davon für die Zentroide, nicht {0}',
  'substitution: expected maskedTraining or modalityDropout with predicted, which learns from what they drop':
    'substitution: predicted lernt aus dem, was maskedTraining oder modalityDropout auslassen; wählen Sie eines davon',
  'search: {0}: {1}': 'Suche: {0}: {phrase 1}',
  'expected training labels of both classes': 'Die Trainingsdaten haben nur Labels einer Art',
  'search: expected networks to search settings of, got experts alone':
    'Die Suche braucht Netze; gewählt sind nur Experten',
  'search: expected settings that go together, the space has hardly any':
    'Im Suchraum passen kaum Einstellungen zusammen',
  'expected a trial that can be trained, all {0} failed': 'Keiner der {0} Versuche ließ sich trainieren',
  'search: expected a setting to search': 'Keine Einstellung ist zur Suche angegeben',
  'search: expected the name of a setting, got "{0}"': 'Suche: „{0}“ ist kein Name einer Einstellung',
  'search: {0}: {1}, got {2}': 'Suche: {0}: {phrase 1}, angegeben ist {2}',
  'search: expected validation encounters to judge by, got none':
    'Die Suche braucht Validierungsaufenthalte, und es gibt keine',
  'expected a checkpoint of the same {0}, got another':
    'Der Zwischenstand gehört zu etwas anderem ({phrase 0})',
  'expected a modality that can be learned from, got none ({0})':
    'Aus keiner Modalität lässt sich lernen ({reasons 0})',
  'expected features of {0}, got none': 'Merkmale fehlen ({modality 0})',
  'expected features of {0} that are finite numbers, got one that is not':
    'Ein Merkmal ist keine endliche Zahl ({modality 0})',
  'expected {0} GB of memory for the training, got {1} GB that are free':
    'Das Training braucht {0} GB Speicher, frei sind {1} GB',
  'expected both labels in training, got {0} of {1} positive':
    'Im Training braucht es beide Labels; {0} von {1} sind positiv',
  'expected both labels in training, got {0}': 'Im Training braucht es beide Labels; es gibt nur {phrase 0}',
};
