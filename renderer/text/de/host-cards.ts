/** What label cards say; see main/records/cohorts/label-card-texts.ts. */
export const labelCards: Readonly<Record<string, string>> = {
  'Death within 90 days of discharge': 'Tod innerhalb von 90 Tagen nach der Entlassung',
  'Readmission within 15 days of discharge': 'Wiederaufnahme innerhalb von 15 Tagen nach der Entlassung',
  'Death in hospital': 'Tod im Krankenhaus',
  'Return to intensive care within 15 days': 'Rückkehr auf die Intensivstation innerhalb von 15 Tagen',
  'die within 90 days of discharge': 'versterben innerhalb von 90 Tagen nach der Entlassung',
  'are admitted again within 15 days of discharge':
    'werden innerhalb von 15 Tagen nach der Entlassung wieder aufgenommen',
  'die in hospital': 'versterben im Krankenhaus',
  'return to intensive care within 15 days of leaving it':
    'kehren innerhalb von 15 Tagen nach deren Verlassen auf die Intensivstation zurück',
  'hospital admission': 'Krankenhausaufnahme',
  'first stay in intensive care of an admission, or admission':
    'erster Aufenthalt auf der Intensivstation einer Aufnahme, oder Aufnahme',
  'stay in intensive care; stays at most 60 minutes apart are one':
    'Aufenthalt auf der Intensivstation; Aufenthalte im Abstand von höchstens 60 Minuten sind einer',
  'discharge from hospital': 'Entlassung aus dem Krankenhaus',
  'discharge from the unit': 'Entlassung von der Station',
  '24 hours, unless chosen otherwise, after the start of the stay in intensive care, or of the admission':
    '24 Stunden, sofern nicht anders gewählt, nach Beginn des Aufenthalts auf der Intensivstation oder der Aufnahme',
  'The person dies on the day of discharge or on one of the 90 calendar days after it, anywhere.':
    'Die Person verstirbt am Tag der Entlassung oder an einem der 90 Kalendertage danach, gleich wo.',
  'The person is known to have lived longer: death came later, or deaths were followed up for 90 days.':
    'Von der Person ist bekannt, dass sie länger lebte: Der Tod kam später, oder Todesfälle wurden 90 Tage lang nachverfolgt.',
  'The next admission of the person, of any kind, starts no more than 15 times 24 hours after the discharge.':
    'Die nächste Aufnahme der Person, gleich welcher Art, beginnt höchstens 15-mal 24 Stunden nach der Entlassung.',
  'No admission follows, or the next one starts later.':
    'Es folgt keine Aufnahme, oder die nächste beginnt später.',
  'The person dies before leaving the hospital.': 'Die Person verstirbt, bevor sie das Krankenhaus verlässt.',
  'The person leaves the hospital alive.': 'Die Person verlässt das Krankenhaus lebend.',
  'The next stay in intensive care of the same hospital stay starts no more than 15 times 24 hours after the discharge from the unit.':
    'Der nächste Aufenthalt auf der Intensivstation desselben Krankenhausaufenthalts beginnt höchstens 15-mal 24 Stunden nach der Entlassung von der Station.',
  'No stay in intensive care follows in the same hospital stay, or the next one starts later.':
    'Im selben Krankenhausaufenthalt folgt kein Aufenthalt auf der Intensivstation, oder der nächste beginnt später.',
  'people under 18 (ages over 89 are shown as 90+)':
    'Personen unter 18 (Alter über 89 werden als 90+ gezeigt)',
  'stays that start after death, as organ donors have, and stays that end before they start':
    'Aufenthalte, die nach dem Tod beginnen, wie bei Organspendern, und solche, die vor ihrem Beginn enden',
  'people who died in the hospital stay itself': 'Personen, die im Krankenhausaufenthalt selbst verstarben',
  'stays that have not ended': 'noch nicht beendete Aufenthalte',
  'people who left or died before the prediction time':
    'Personen, die vor dem Vorhersagezeitpunkt das Krankenhaus verließen oder verstarben',
  'for intensive care: people no longer in the unit at the prediction time':
    'bei Intensivstationen: Personen, die zum Vorhersagezeitpunkt nicht mehr auf der Station waren',
  'stays in step-down units, as the stay itself and as the next one':
    'Aufenthalte auf Überwachungsstationen, als der Aufenthalt selbst und als der nächste',
  'people who died in the unit, or of whom it is not known':
    'Personen, die auf der Station verstarben oder von denen es nicht bekannt ist',
  'Death within 15 days without a readmission; it counts as negative unless chosen otherwise.':
    'Tod innerhalb von 15 Tagen ohne Wiederaufnahme; er zählt als negativ, sofern nicht anders gewählt.',
  'Death in the hospital outside the unit, or discharge from hospital; both count as negative.':
    'Tod im Krankenhaus außerhalb der Station oder Entlassung aus dem Krankenhaus; beides zählt als negativ.',
  'Where the source does not say until when deaths are known, a person without a date of death is unlabelled.':
    'Wo die Quelle nicht sagt, bis wann Todesfälle bekannt sind, hat eine Person ohne Todesdatum kein Label.',
  'MIMIC-IV knows of deaths for one year after the last discharge, by day and not by hour.':
    'MIMIC-IV kennt Todesfälle ein Jahr lang nach der letzten Entlassung, auf den Tag und nicht auf die Stunde genau.',
  'One death can be the outcome of several admissions of the same person.':
    'Ein Todesfall kann der Endpunkt mehrerer Aufnahmen derselben Person sein.',
  'The label says what happened, not what the care in hospital caused.':
    'Das Label sagt, was geschah, nicht, was die Behandlung im Krankenhaus bewirkt hat.',
  'The policy "muse" labels as negative only who has a later event in the record. It drops most of the others, so its probabilities are not calibrated to all discharges; it is for comparison with published figures only.':
    'Die Regel „muse“ wertet nur als negativ, wer ein späteres Ereignis in der Akte hat. Sie lässt die meisten anderen weg, daher sind ihre Wahrscheinlichkeiten nicht auf alle Entlassungen kalibriert; sie dient nur dem Vergleich mit veröffentlichten Zahlen.',
  'The preset "pyhealth" leaves out every admission without diagnoses, procedures or medications. It is for comparison with published figures only.':
    'Die Voreinstellung „pyhealth“ lässt jede Aufnahme ohne Diagnosen, Prozeduren oder Medikamente aus. Sie dient nur dem Vergleich mit veröffentlichten Zahlen.',
  'The policy "pyhealth" asks whether the person dies in the next admission, whenever it is, and labels nobody without one: another question than the title’s.':
    'Die Regel „pyhealth“ fragt, ob die Person in der nächsten Aufnahme verstirbt, wann immer diese ist, und gibt niemandem ohne eine solche ein Label: eine andere Frage als die des Titels.',
  'A readmission to another hospital is not in the record and counts as none.':
    'Eine Wiederaufnahme in einem anderen Krankenhaus steht nicht in der Akte und zählt als keine.',
  'Visits to the emergency department alone never count.': 'Besuche allein der Notaufnahme zählen nie.',
  'Stays for observation and planned admissions count unless they are switched off; their numbers are shown.':
    'Aufenthalte zur Beobachtung und geplante Aufnahmen zählen, sofern sie nicht abgeschaltet sind; ihre Anzahlen werden gezeigt.',
  'Admissions at most 6 hours apart are two admissions unless episodes are merged; their number is shown.':
    'Aufnahmen im Abstand von höchstens 6 Stunden sind zwei Aufnahmen, sofern Fälle nicht zusammengeführt werden; ihre Anzahl wird gezeigt.',
  "The last admission of a person stays in; the record's end is not known for each person.":
    'Die letzte Aufnahme einer Person bleibt enthalten; das Ende der Akte ist nicht für jede Person bekannt.',
  'The policy "pyhealth" asks for a next admission in less than 15 days, and labels nobody without one.':
    'Die Regel „pyhealth“ fragt nach einer nächsten Aufnahme in weniger als 15 Tagen und gibt niemandem ohne eine solche ein Label.',
  'Leaving alive includes leaving for a hospice or another hospital.':
    'Lebend zu verlassen schließt den Weg in ein Hospiz oder ein anderes Krankenhaus ein.',
  'Decisions to limit care are not inputs unless switched on, and explain part of the deaths; on eICU their number is shown.':
    'Therapiebegrenzungen sind keine Eingaben, sofern sie nicht eingeschaltet werden, und erklären einen Teil der Todesfälle; auf eICU wird ihre Anzahl gezeigt.',
  'On eICU every stay in a unit of 24 hours and more counts, step-down stays among them, unless only the first of a hospital stay is taken; one death can then be the outcome of several stays.':
    'Auf eICU zählt jeder Aufenthalt auf einer Station ab 24 Stunden, auch auf Überwachungsstationen, sofern nicht nur der erste eines Krankenhausaufenthalts genommen wird; ein Todesfall kann dann der Endpunkt mehrerer Aufenthalte sein.',
  'On eICU the preset "muse-eicu" asks for death in the unit instead, 12 hours into stays of 12 hours to 10 days.':
    'Auf eICU fragt die Voreinstellung „muse-eicu“ stattdessen nach dem Tod auf der Station, 12 Stunden nach Beginn von Aufenthalten zwischen 12 Stunden und 10 Tagen.',
  'The preset and policy "yaib" ask for death in the unit, of stays of 30 hours and more that were measured without long gaps, which reads the whole stay. On MIMIC-IV YAIB counts every stay in intensive care; here it is the first of each admission.':
    'Voreinstellung und Regel „yaib“ fragen nach dem Tod auf der Station, bei Aufenthalten ab 30 Stunden, die ohne lange Lücken gemessen wurden, was den ganzen Aufenthalt liest. Auf MIMIC-IV zählt YAIB jeden Aufenthalt auf der Intensivstation; hier ist es der erste jeder Aufnahme.',
  'A return after discharge from hospital cannot be told: eICU does not say how far apart hospital stays are.':
    'Eine Rückkehr nach der Entlassung aus dem Krankenhaus lässt sich nicht feststellen: eICU sagt nicht, wie weit Krankenhausaufenthalte auseinanderliegen.',
  'The preset "muse-eicu" and the policy "muse" count a transfer to the next unit as a readmission: includes transfers, whose number is shown. They are for comparison with published figures only.':
    'Die Voreinstellung „muse-eicu“ und die Regel „muse“ zählen eine Verlegung auf die nächste Station als Wiederaufnahme: mit Verlegungen, deren Anzahl gezeigt wird. Sie dienen nur dem Vergleich mit veröffentlichten Zahlen.',
};
