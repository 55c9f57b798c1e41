/** What the rules of the leakage check look for; see main/records/lint/. */
export const leakageRules: Readonly<Record<string, string>> = {
  'Events after the prediction': 'Ereignisse nach der Vorhersage',
  'The model would read something that had not happened yet when it is asked for a risk, such as a drug that was started because the patient got worse.':
    'Das Modell würde etwas lesen, das noch nicht geschehen war, als nach dem Risiko gefragt wurde, etwa ein Medikament, das wegen einer Verschlechterung begonnen wurde.',
  'Entries written after the prediction': 'Nach der Vorhersage geschriebene Einträge',
  'The model would read something that was written into the record only later, although it is dated before: at the bedside nobody could have seen it.':
    'Das Modell würde etwas lesen, das erst später in die Akte geschrieben wurde, obwohl es früher datiert ist: Am Krankenbett hätte es niemand sehen können.',
  'Results that were still pending': 'Noch ausstehende Ergebnisse',
  'The blood was drawn before the prediction, but the laboratory reported after it; a model that reads the result knows it too early.':
    'Das Blut wurde vor der Vorhersage abgenommen, das Labor berichtete aber danach; ein Modell, das das Ergebnis liest, kennt es zu früh.',
  'Rules of the cohort that look ahead': 'Vorausschauende Regeln der Kohorte',
  'A rule chooses patients by something that is only known later, such as the length of the whole stay; at the bedside nobody could tell whether the model applies.':
    'Eine Regel wählt Patienten nach etwas aus, das erst später bekannt ist, etwa der gesamten Verweildauer; am Krankenbett könnte niemand sagen, ob das Modell anwendbar ist.',
  'Selection by what happened later': 'Auswahl nach dem, was später geschah',
  'Some label policies of published studies call negative only who comes back or dies later. Most people who did well drop out, so the risks come out too high for everybody else.':
    'Manche Label-Regeln veröffentlichter Studien werten nur als negativ, wer später wiederkommt oder verstirbt. Die meisten, denen es gut ging, fallen weg, sodass die Risiken für alle anderen zu hoch ausfallen.',
  'Counts that run past the prediction': 'Zählungen über die Vorhersage hinaus',
  'A count such as "admissions in the past year" also counts what came after the prediction, so that a person with many later admissions is known to have survived.':
    'Eine Zählung wie „Aufnahmen im letzten Jahr“ zählt auch, was nach der Vorhersage kam, sodass von einer Person mit vielen späteren Aufnahmen bekannt ist, dass sie überlebt hat.',
  'Discharge codes during the stay': 'Entlassungscodes während des Aufenthalts',
  'Billing codes and the discharge summary are written after the stay and sum it up; a prediction during the stay that reads them knows how it ends.':
    'Abrechnungscodes und der Entlassbrief werden nach dem Aufenthalt geschrieben und fassen ihn zusammen; eine Vorhersage während des Aufenthalts, die sie liest, weiß, wie er endet.',
  'Codes of a stay that has not ended': 'Codes eines nicht beendeten Aufenthalts',
  'A diagnosis or procedure code is dated to the stay, but it is assigned weeks after the discharge: only codes of earlier stays are known at the bedside.':
    'Ein Diagnose- oder Prozedurencode ist auf den Aufenthalt datiert, wird aber Wochen nach der Entlassung vergeben: Am Krankenbett sind nur Codes früherer Aufenthalte bekannt.',
  'Stop times and status': 'Endzeiten und Status',
  'When a drug or a procedure stopped, and whether an order was completed, is only known once it has: many orders stop because the patient died or went home.':
    'Wann ein Medikament oder eine Prozedur endete und ob eine Anordnung ausgeführt wurde, ist erst danach bekannt: Viele Anordnungen enden, weil der Patient verstarb oder nach Hause ging.',
  'Summaries stored after the outcome': 'Nach dem Endpunkt gespeicherte Briefe',
  'A discharge summary that was finished after the patient had died or come back may mention it, although it is dated to the discharge.':
    'Ein Entlassbrief, der fertig wurde, nachdem der Patient verstorben oder wiedergekommen war, kann das erwähnen, obwohl er auf die Entlassung datiert ist.',
  'Addenda to notes': 'Nachträge zu Freitexten',
  'An addendum is added to a note later, often because of what happened since, and may carry the date of the note it belongs to.':
    'Ein Nachtrag kommt später zu einem Text hinzu, oft wegen des seither Geschehenen, und kann dessen Datum tragen.',
  'Notes copied forward': 'Fortgeschriebene Freitexte',
  'Parts of notes are copied from stay to stay. What the model reads may describe another time, and the same text in training and test makes it look better than it is.':
    'Teile von Texten werden von Aufenthalt zu Aufenthalt kopiert. Was das Modell liest, kann eine andere Zeit beschreiben, und derselbe Text in Training und Test lässt es besser aussehen, als es ist.',
  'Sections that state the outcome': 'Abschnitte, die den Endpunkt nennen',
  'Discharge disposition and condition say where the patient went and in what state: for a death or a transfer that is the answer. They are taken out unless you ask for them.':
    'Entlassungsziel und -zustand sagen, wohin der Patient ging und in welchem Zustand: Bei einem Todesfall oder einer Verlegung ist das die Antwort. Sie werden entfernt, sofern Sie sie nicht verlangen.',
  'Words that tell the outcome': 'Wörter, die den Endpunkt verraten',
  'Notes use words such as "expired" or "hospice". Where they stand in notes of the patients who died, the model may be reading the outcome rather than predicting it.':
    'Freitexte verwenden Wörter wie „expired“ (verstorben) oder „hospice“. Wo sie in Texten verstorbener Patienten stehen, liest das Modell den Endpunkt womöglich, statt ihn vorherzusagen.',
  'Test patients used without their labels': 'Testpatienten ohne ihre Labels verwendet',
  'Modalities are aligned with each other without looking at outcomes, so that test patients seem harmless there; but a model that has seen them fits them better than somebody new.':
    'Modalitäten werden aneinander ausgerichtet, ohne auf Endpunkte zu sehen, sodass Testpatienten dort harmlos erscheinen; ein Modell, das sie gesehen hat, passt zu ihnen aber besser als zu jemand Neuem.',
  'One split for two decisions': 'Ein Teil für zwei Entscheidungen',
  'Two decisions about the model were made on the same patients, so that the second already knows the first; what is measured there looks better than it is. The test patients may serve for nothing but the figures.':
    'Zwei Entscheidungen über das Modell fielen auf denselben Patienten, sodass die zweite die erste schon kennt; was dort gemessen wird, sieht besser aus, als es ist. Die Testpatienten dürfen nur den Kennzahlen dienen.',
  'One death counted several times': 'Ein mehrfach gezählter Todesfall',
  'The same death is the outcome of several stays of one person. These are not independent events, and frequent patients weigh more; intervals must count people, as those of Lacuna do.':
    'Derselbe Todesfall ist der Endpunkt mehrerer Aufenthalte einer Person. Diese Ereignisse sind nicht unabhängig, und häufige Patienten wiegen mehr; Intervalle müssen Personen zählen, wie es die von Lacuna tun.',
  'Places that stand for the outcome': 'Orte, die für den Endpunkt stehen',
  'A hospital or a ward that receives the sickest, such as a palliative unit, tells the outcome by itself; what a model learns there does not hold anywhere else.':
    'Ein Krankenhaus oder eine Station für die am schwersten Kranken, etwa eine Palliativstation, verrät den Endpunkt von selbst; was ein Modell dort lernt, gilt anderswo nicht.',
  'Columns that hold the outcome': 'Spalten, die den Endpunkt enthalten',
  'The place of discharge, the time of death and the flag for a death in hospital are the outcome itself and may never be read by a model.':
    'Der Ort der Entlassung, der Todeszeitpunkt und das Kennzeichen für einen Tod im Krankenhaus sind der Endpunkt selbst und dürfen nie von einem Modell gelesen werden.',
  'APACHE results': 'APACHE-Ergebnisse',
  'The APACHE result tables hold the actual length of stay and death beside the predicted ones, so that a model that reads them is told the answer.':
    'Die APACHE-Ergebnistabellen enthalten neben den vorhergesagten Werten die tatsächliche Verweildauer und den Tod, sodass ein Modell, das sie liest, die Antwort erfährt.',
  'Columns without a time': 'Spalten ohne Zeit',
  'Every column that a model reads must say from when its values are known; one that does not could be from any time.':
    'Jede Spalte, die ein Modell liest, muss sagen, ab wann ihre Werte bekannt sind; eine, die das nicht tut, könnte aus jeder Zeit stammen.',
  'One person in training and test': 'Eine Person in Training und Test',
  'A person whose stays are in training and in test is recognised rather than predicted, and the model looks better than it is for somebody new.':
    'Eine Person mit Aufenthalten in Training und Test wird wiedererkannt statt vorhergesagt, und das Modell sieht besser aus, als es für jemand Neues ist.',
  'The same people in another source': 'Dieselben Personen in einer anderen Quelle',
  'Two releases of one source hold the same patients. A model that is trained on one and tested on the other has seen them.':
    'Zwei Versionen einer Quelle enthalten dieselben Patienten. Ein Modell, das auf der einen trainiert und auf der anderen getestet wird, hat sie gesehen.',
  'Last stays dropped': 'Weggelassene letzte Aufenthalte',
  'The last stay of each person is left out more often than the others. Everybody has a last stay, and for most it went well: without it the model learns from those who keep coming back.':
    'Der letzte Aufenthalt jeder Person ist öfter ausgelassen als die anderen. Jeder hat einen letzten Aufenthalt, und bei den meisten ging er gut aus: Ohne ihn lernt das Modell von denen, die immer wiederkommen.',
  'Single features that nearly tell the outcome': 'Einzelne Merkmale, die den Endpunkt fast verraten',
  'One single code, result or word tells almost everything. Real signs seldom do; it may have been written because of the outcome. Only somebody who knows the ward can say.':
    'Ein einziger Code, ein Ergebnis oder ein Wort verrät fast alles. Echte Zeichen tun das selten; vielleicht wurde es wegen des Endpunkts geschrieben. Das kann nur sagen, wer die Station kennt.',
  'Better than can be': 'Besser als möglich',
  'Of made-up patients it is known how well any model can do. One that does better has been told the outcome by some way that no other rule has found.':
    'Bei erfundenen Patienten ist bekannt, wie gut ein Modell sein kann. Eines, das besser ist, hat den Endpunkt auf einem Weg erfahren, den keine andere Regel gefunden hat.',
};
