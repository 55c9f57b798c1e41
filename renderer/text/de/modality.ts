import type { Catalogue } from '../index.ts';

export const modality = {
  name: {
    demographics: 'Stammdaten',
    notes: 'Freitexte',
    labs: 'Laborwerte',
    diagnoses: 'Diagnosen',
    procedures: 'Prozeduren',
    medications: 'Medikamente',
  },
  state: {
    present: 'vorhanden',
    noneRecorded: 'keine erfasst',
    unavailable: 'fehlt',
    nothingKnownToModel: 'dem Modell nichts bekannt',
  },
  stateMeaning: {
    present: 'Mindestens ein Element liegt im Zeitfenster und ist dem Modell bekannt.',
    noneRecorded:
      'Die Quelle deckt diesen Aufenthalt ab und enthält nichts: eine beobachtete Null, keine Lücke.',
    unavailable: 'Die Quelle deckt sie für diesen Aufenthalt nicht ab: eine Lücke.',
    nothingKnownToModel:
      'Es gibt Elemente, aber keines, das das Modell kennengelernt hat: wie eine Lücke behandelt.',
  },
  off: 'abgeschaltet',
  standsIn: (by) => `ersetzt durch ${by}`,
  standsInFor: (modalityName, by) => `${by} ersetzen ${modalityName}`,
  inItsPlace: (state) => `${state}, an ihrer Stelle:`,
  likeness: {
    hardly: 'kaum ähnlich',
    slightly: 'etwas ähnlich',
    fairly: 'recht ähnlich',
    very: 'sehr ähnlich',
  },
  likenessWithValue: (likeness, value) => `${likeness} (${value})`,
  unknownLikeness: 'Ähnlichkeit unbekannt',
  nothingStandsIn: 'kein Ersatz',
  presentMarks: (present, absent) =>
    absent === '' ? `vorhanden: ${present}` : `vorhanden: ${present || 'keine'}; fehlt: ${absent}`,
} satisfies Catalogue['modality'];
