/** What the host says of folders and of rows: what an import would lack, why a row is rejected or not used. */
export const importSentences: Readonly<Record<string, string>> = {
  // Why a row is rejected; see main/errors.ts and the checks of the tables.
  'a number cannot be read': 'eine Zahl kann nicht gelesen werden',
  'a date or time cannot be read': 'ein Datum oder eine Uhrzeit kann nicht gelesen werden',
  'a word is none of those that the mapping names': 'ein Wort ist keines, das die Zuordnung nennt',
  'a required value is empty': 'ein nötiger Wert ist leer',
  'the key occurs before': 'der Schlüssel kommt weiter oben schon vor',
  'the patient is not in the database': 'der Patient ist nicht in der Datenbank',
  'the encounter is not in the database': 'der Aufenthalt ist nicht in der Datenbank',
  'the stay ends before it starts': 'der Aufenthalt endet vor seinem Beginn',
  'the value lies outside what is possible': 'der Wert liegt außerhalb des Möglichen',
  'a quote stands where none may': 'ein Anführungszeichen steht, wo keines stehen darf',
  'the row has another number of fields than the header':
    'die Zeile hat eine andere Zahl von Feldern als die Kopfzeile',
  'the row has {0} fields': 'die Zeile hat {number 0} Felder',
  'the record is not a JSON object': 'der Datensatz ist kein JSON-Objekt',
  'an element is not as FHIR R4 defines it': 'ein Element ist nicht so, wie FHIR R4 es festlegt',
  'an extension may change what the record means':
    'eine Erweiterung ändert vielleicht, was der Datensatz bedeutet',
  'the medication is not in the files': 'das Medikament steht nicht in den Dateien',
  'the record is longer than any that is read': 'der Datensatz ist länger als alle, die gelesen werden',
  'the file is not UTF-8 text': 'die Datei ist kein Text in UTF-8',
  'the configuration is not valid': 'die Konfiguration ist ungültig',
  '{0} outside the possible {1}': '{phrase 0} außerhalb des Möglichen ({phrase 1})',
  '{0} outside the plausible {1}': '{phrase 0} außerhalb des Plausiblen ({phrase 1})',
  'an age below 0 or above {0}': 'ein Alter unter 0 oder über {number 0}',
  'the birth lies after the admission, or more than {0} years before it':
    'die Geburt liegt nach der Aufnahme oder mehr als {number 0} Jahre davor',
  '{0} outside the possible {1}: the number is left out, the row is kept':
    '{phrase 0} außerhalb des Möglichen ({phrase 1}): Die Zahl wird ausgelassen, die Zeile behalten',
  '{0} outside the possible {1}: the value is left out, the others of the observation are kept':
    '{phrase 0} außerhalb des Möglichen ({phrase 1}): Der Wert wird ausgelassen, die übrigen der Beobachtung behalten',
  '{0} to {1}': '{number 0} bis {number 1}',
  '{0} to {1} {2}': '{number 0} bis {number 1} {2}',
  'heart rate': 'Herzfrequenz',
  'systolic pressure': 'systolischer Blutdruck',
  'diastolic pressure': 'diastolischer Blutdruck',
  'mean pressure': 'mittlerer Blutdruck',
  'respiratory rate': 'Atemfrequenz',
  'temperature in Fahrenheit': 'Temperatur in Fahrenheit',
  'temperature in Celsius': 'Temperatur in Celsius',
  'oxygen saturation': 'Sauerstoffsättigung',
  'inspired oxygen': 'inspiratorischer Sauerstoff',
  'eye opening (GCS)': 'Augenöffnung (GCS)',
  'verbal response (GCS)': 'verbale Antwort (GCS)',
  'motor response (GCS)': 'motorische Antwort (GCS)',
  'weight in kilograms': 'Gewicht in Kilogramm',
  'weight in pounds': 'Gewicht in Pfund',
  'height in centimetres': 'Größe in Zentimetern',

  // What is odd about rows that are kept.
  'all files': 'alle Dateien',
  'stays that begin by another clock than {0}, on which all times are put':
    'Aufenthalte, die nach einer anderen Uhr als {0} beginnen, nach der alle Zeiten angegeben werden',
  '{0} lies before or after the admission': '{0} liegt vor oder nach dem Krankenhausaufenthalt',
  'chartdate lies before or after the days of the admission':
    'chartdate liegt vor oder nach den Tagen des Krankenhausaufenthalts',
  '{0} lies before or after the days of the visit': '{0} liegt vor oder nach den Tagen des Aufenthalts',
  '{0} lies after the discharge from the unit': '{0} liegt nach der Entlassung von der Station',
  'labresultoffset lies after the discharge from the unit':
    'labresultoffset liegt nach der Entlassung von der Station',
  'deathtime lies before the admission or after the discharge':
    'deathtime liegt vor der Aufnahme oder nach der Entlassung',
  'endtime lies before starttime': 'endtime liegt vor starttime',
  'stoptime lies before starttime': 'stoptime liegt vor starttime',
  'drugstopoffset lies before drugstartoffset': 'drugstopoffset liegt vor drugstartoffset',
  'starttime is empty': 'starttime ist leer',
  'hadm_id is empty: the row belongs to the patient alone':
    'hadm_id ist leer: Die Zeile gehört allein zum Patienten',
  'hadm_id is empty: a visit to the emergency department alone':
    'hadm_id ist leer: ein Besuch der Notaufnahme allein',
  'hadm_id is empty: the visit led to no admission': 'hadm_id ist leer: Der Besuch führte zu keiner Aufnahme',
  'dischtime is empty: the stay has no end yet': 'dischtime ist leer: Der Aufenthalt hat noch kein Ende',
  'visit_end_date is empty: the stay has no end yet':
    'visit_end_date ist leer: Der Aufenthalt hat noch kein Ende',
  'the end is empty: the stay has no end yet': 'das Ende ist leer: Der Aufenthalt hat noch kein Ende',
  'the stay ends before it starts: its end is not used':
    'der Aufenthalt endet vor seinem Beginn: Sein Ende wird nicht verwendet',
  'the ICU stay starts before or after its admission':
    'der Aufenthalt auf der Intensivstation beginnt vor oder nach dem Krankenhausaufenthalt',
  'gender is neither F nor M': 'gender ist weder F noch M',
  'gender is neither female nor male': 'gender ist weder female noch male',
  'gender is neither Female nor Male': 'gender ist weder Female noch Male',
  'neither gender_concept_id nor gender_source_value says female or male':
    'weder gender_concept_id noch gender_source_value sagt weiblich oder männlich',
  'hospitaldischargestatus is neither Alive nor Expired: the stay has no label':
    'hospitaldischargestatus ist weder Alive noch Expired: Der Aufenthalt hat kein Label',
  'the unit is not the one usual for the item': 'die Einheit ist nicht die übliche des Elements',
  'the unit is not the one usual for the item: the value is converted to it where it is used':
    'die Einheit ist nicht die übliche des Elements: Wo der Wert verwendet wird, wird er in sie umgerechnet',
  'the unit is not the one usual for the item, and no way leads to it: the value is kept and not used':
    'die Einheit ist nicht die übliche des Elements und nicht in sie umzurechnen: Der Wert wird behalten und nicht verwendet',
  'lab is not there: laboratory results and vital signs are those harmonised by the hour':
    'lab gibt es nicht: Laborwerte und Vitalzeichen sind die stundenweise vereinheitlichten',
  'visit_concept_id is no kind of visit that is known here: it is not taken for an admission':
    'visit_concept_id ist keine hier bekannte Art von Aufenthalt: Er gilt nicht als Krankenhausaufenthalt',
  'a visit to an emergency room or clinic lasted longer than a day: it is taken for an admission':
    'ein Besuch der Notaufnahme oder Ambulanz dauerte länger als einen Tag: Er gilt als Krankenhausaufenthalt',
  'the event names no admission and happened during none: it is not used':
    'das Ereignis nennt keinen Krankenhausaufenthalt und geschah in keinem: Es wird nicht verwendet',
  'neither age nor birth is mapped: tasks on adults leave everyone out':
    'weder Alter noch Geburt ist zugeordnet: Aufgaben für Erwachsene lassen niemanden übrig',
  'time is empty: the row is not used': 'time ist leer: Die Zeile wird nicht verwendet',
  'codes {0} are left out by rule': 'Codes {0} werden nach Regel ausgelassen',
  'codes that begin with {0} fit no rule: they are not used':
    'Codes, die mit {0} beginnen, passen zu keiner Regel: Sie werden nicht verwendet',
  'codes that begin in {0} other ways fit no rule: they are not used':
    'Codes, die auf {number 0} andere Arten beginnen, passen zu keiner Regel: Sie werden nicht verwendet',
  'this release knows of deaths in hospital alone: mortality-90d is refused, and readmission-15d counts nobody who died at home':
    'diese Version kennt nur Todesfälle im Krankenhaus: mortality-90d wird abgelehnt, und readmission-15d zählt niemanden, der zu Hause verstarb',
  'a policy of the server (row level security) shows this user only rows such as these: there may be more':
    'eine Regel des Servers (Row Level Security) zeigt diesem Benutzer nur solche Zeilen: Es gibt vielleicht mehr',
  '{0} of the {1} rows that {2} {3} has as published: fine where the others were left out on purpose':
    '{number 0} der {number 1} Zeilen, die {2} {3} in der Veröffentlichung hat: in Ordnung, wenn die anderen mit Absicht fehlen',
  'cancelled, refuted, entered in error, not done or only planned, by their status: not used':
    'nach ihrem Status abgesagt, widerlegt, irrtümlich eingetragen, nicht erfolgt oder nur geplant: nicht verwendet',
  'resources of other types than those that are read: not used':
    'Ressourcen anderer Typen als der gelesenen: nicht verwendet',
  'about something else than a person: not used': 'nicht über eine Person: nicht verwendet',
  'the resource does not say what it is about: not used':
    'die Ressource sagt nicht, worum es geht: nicht verwendet',
  'observations that are neither laboratory results nor vital signs: not used':
    'Beobachtungen, die weder Laborwerte noch Vitalzeichen sind: nicht verwendet',
  'observations without a value, as panels are, whose results are observations of their own: not used':
    'Beobachtungen ohne Wert, wie Laborprofile, deren Ergebnisse eigene Beobachtungen sind: nicht verwendet',
  'notes whose text lies elsewhere; addresses are never asked: not used':
    'Freitexte, deren Text anderswo liegt; Adressen werden nie abgefragt: nicht verwendet',
  'notes in another form than text or HTML: not used':
    'Freitexte in anderer Form als Text oder HTML: nicht verwendet',
  'reports without a text of their own: not used': 'Berichte ohne eigenen Text: nicht verwendet',
  'of the death no day is given, so it counts for no outcome after the discharge':
    'vom Tod ist kein Tag angegeben, darum zählt er für keinen Endpunkt nach der Entlassung',
  'extensions, which are not read: the rest of the resource is':
    'Erweiterungen, die nicht gelesen werden: der Rest der Ressource schon',

  // What a file is missed for.
  '{0} is read in its place': 'statt ihrer wird {0} gelesen',
  'nothing can be imported': 'nichts kann importiert werden',
  'coded diagnoses are unavailable': 'kodierte Diagnosen fehlen',
  'diagnoses are unavailable': 'Diagnosen fehlen',
  'diagnoses of the admission are unavailable': 'Aufnahmediagnosen fehlen',
  'of diagnoses only those of the admission and of the history are there':
    'von den Diagnosen gibt es nur die der Aufnahme und der Vorgeschichte',
  'earlier illnesses are unavailable': 'Vorerkrankungen fehlen',
  'coded procedures are unavailable': 'kodierte Prozeduren fehlen',
  'procedures are unavailable': 'Prozeduren fehlen',
  'HCPCS procedures are unavailable': 'HCPCS-Prozeduren fehlen',
  'procedures charted in an ICU, which alone count at the bedside, are unavailable':
    'auf Intensivstationen dokumentierte Prozeduren fehlen, die am Krankenbett allein zählen',
  'of procedures only respiratory care is there': 'von den Prozeduren gibt es nur die Beatmungstherapie',
  'respiratory care is unavailable': 'die Beatmungstherapie fehlt',
  'medications are unavailable': 'Medikamente fehlen',
  'of medications only infusions and those of the admission are there':
    'von den Medikamenten gibt es nur Infusionen und die bei der Aufnahme',
  'of medications only orders are there': 'von den Medikamenten gibt es nur Verordnungen',
  'of medications only doses that were given are there':
    'von den Medikamenten gibt es nur verabreichte Dosen',
  'infusions are unavailable': 'Infusionen fehlen',
  'medications taken before the admission are unavailable': 'vor der Aufnahme genommene Medikamente fehlen',
  'drugs are known as far as orders and doses say which they are themselves':
    'Arzneimittel sind so weit bekannt, wie Verordnungen und Gaben selbst sagen, welche es sind',
  'when an order was entered is unknown: its start alone says when it could be known':
    'wann eine Verordnung eingetragen wurde, ist unbekannt: Nur ihr Beginn sagt, ab wann sie bekannt sein konnte',
  'laboratory results are unavailable': 'Laborwerte fehlen',
  'laboratory results and vital signs are unavailable': 'Laborwerte und Vitalzeichen fehlen',
  'labs and vital signs are unavailable': 'Laborwerte und Vitalzeichen fehlen',
  'vital signs are unavailable': 'Vitalzeichen fehlen',
  'vital signs of this table are unavailable': 'die Vitalzeichen dieser Tabelle fehlen',
  'vital signs at triage are unavailable': 'Vitalzeichen bei der Triage fehlen',
  'vital signs charted in the emergency department are unavailable':
    'in der Notaufnahme dokumentierte Vitalzeichen fehlen',
  'the worst values of the first day are unavailable': 'die schlechtesten Werte des ersten Tages fehlen',
  'what was charted in the emergency department belongs to no visit and is left out':
    'was in der Notaufnahme dokumentiert wurde, gehört zu keinem Besuch und wird ausgelassen',
  'notes are unavailable': 'Freitexte fehlen',
  'discharge notes are unavailable': 'Entlassbriefe fehlen',
  'radiology notes are unavailable': 'Radiologieberichte fehlen',
  'structured notes are unavailable': 'strukturierte Freitexte fehlen',
  'of notes only documents are there': 'von den Freitexten gibt es nur Dokumente',
  'of notes only the texts of diagnostic reports are there':
    'von den Freitexten gibt es nur die Texte von Befundberichten',
  'physical examinations are unavailable': 'körperliche Untersuchungen fehlen',
  'plans of care, and limits of care in them, are unavailable':
    'Behandlungspläne und die Therapiebegrenzungen darin fehlen',
  'codes have no names': 'Codes haben keine Namen',
  'codes are shown without their names': 'Codes werden ohne ihre Namen gezeigt',
  'codes are those of the source itself, or the numbers of concepts, and have no names':
    'Codes sind die der Quelle selbst oder die Nummern von Konzepten und haben keine Namen',
  'units have no names': 'Stationen haben keine Namen',
  'hospitals are known by their number alone': 'Krankenhäuser sind nur mit ihrer Nummer bekannt',
  'people are those of the admissions': 'die Personen sind die der Krankenhausaufenthalte',
  'tasks on ICU stays have no encounters': 'Aufgaben zu Intensivstationen haben keine Aufenthalte',
  'the first unit is known for ICU stays only':
    'die erste Station ist nur bei Aufenthalten auf Intensivstationen bekannt',
  'stays in intensive care are unknown, so tasks on them have no encounters':
    'Aufenthalte auf Intensivstationen sind unbekannt, darum haben Aufgaben dazu keine Aufenthalte',
  'stays in intensive care are known as far as encounters say it themselves':
    'Aufenthalte auf Intensivstationen sind so weit bekannt, wie Aufenthalte es selbst sagen',
  'deaths are known only where a visit says that it ended with one':
    'Todesfälle sind nur bekannt, wo ein Aufenthalt sagt, dass er mit einem endete',
  'how long people were followed is unknown, so nobody is known to have lived on after a discharge':
    'wie lange Personen nachverfolgt wurden, ist unbekannt, darum ist von niemandem bekannt, dass er nach der Entlassung weiterlebte',

  // Why a modality will be absent, and why a file is not read.
  'the folder has none of {0}': 'im Ordner fehlen {0}',
  'the server has none of {0}': 'auf dem Server fehlen {0}',
  'the mapping names no table of it': 'die Zuordnung nennt keine Tabelle dafür',
  'coded after the visit, with no time from which it was known':
    'nach dem Besuch kodiert, ohne eine Zeit, ab der es bekannt war',
  'what was given, known of fewer than half of the admissions of 2011 to 2013; it is not mixed with what was ordered':
    'was verabreicht wurde, bekannt bei weniger als der Hälfte der Aufnahmen von 2011 bis 2013; mit dem Verordneten wird es nicht vermischt',
  'what people say they take at home; it is not mixed with what was ordered':
    'was Personen nach eigener Angabe zu Hause nehmen; mit dem Verordneten wird es nicht vermischt',
  'what was dispensed in the emergency department alone; it is not mixed with what was ordered':
    'was allein in der Notaufnahme ausgegeben wurde; mit dem Verordneten wird es nicht vermischt',
  'how the stay ended, and what APACHE predicted of it':
    'wie der Aufenthalt endete und was APACHE dafür vorhersagte',
  'inputs of APACHE beside how the stay ended; its measurements are in apacheApsVar':
    'Eingaben von APACHE neben dem Ausgang des Aufenthalts; die Messwerte stehen in apacheApsVar',
  'plans for the end of life, which is what is to be predicted':
    'Pläne für das Lebensende, das vorhergesagt werden soll',
  'charted by nurses; its vital signs are in vitalPeriodic and vitalAperiodic':
    'von Pflegekräften dokumentiert; die Vitalwerte stehen in vitalPeriodic und vitalAperiodic',
};
