import { RandomStream } from '../random/random-stream.ts';
import { CodeVectorizerFitter, type CodeVectorizer } from './code-vectorizer.ts';
import { DemographicsVectorizerFitter, type DemographicsVectorizer } from './demographics-vectorizer.ts';
import type { EncounterEvidence } from './evidence.ts';
import { LabVectorizerFitter, type LabVectorizer } from './lab-vectorizer.ts';
import { NoteVectorizerFitter, type NoteVectorizer } from './note-vectorizer.ts';

/** One vectorizer a modality, fitted on the training split. Plain JSON-able data, saved with the model. */
export interface Vectorizers {
  readonly version: 1;
  readonly demographics: DemographicsVectorizer;
  readonly notes: NoteVectorizer;
  readonly labs: LabVectorizer;
  readonly diagnoses: CodeVectorizer;
  readonly procedures: CodeVectorizer;
  readonly medications: CodeVectorizer;
}

export interface VectorizerOptions {
  /** Codes, categories and terms in fewer training encounters are left out; default 8. */
  readonly minimumEncounters?: number;
  /** Codes in a larger share of the training encounters that have any are left out; default .97. */
  readonly maximumShare?: number;
  /** Laboratory items in a smaller share of the training encounters are left out; default .03. */
  readonly minimumLabShare?: number;
  /** Words and pairs of words kept; default 5,000. */
  readonly maximumTerms?: number;
  /** Words by section kept beside them; default 1,000. */
  readonly maximumSectionTerms?: number;
}

/** What is sampled while fitting (values beyond ten thousand a feature) is the same each time. */
const FITTING_SEED = 'vectorizers';

/**
 * Learns vocabularies and scales in one pass.
 * @param evidence encounters of the training split only.
 * @see recipes.md 2 (feature set F2), design.md 6
 */
export function fitVectorizers(
  evidence: Iterable<EncounterEvidence>,
  options: VectorizerOptions = {},
): Vectorizers {
  const { minimumEncounters = 8, maximumShare = 0.97, minimumLabShare = 0.03 } = options;
  const { maximumTerms = 5_000, maximumSectionTerms = 1_000 } = options;
  const random = RandomStream.fromSeed(FITTING_SEED);
  const demographics = new DemographicsVectorizerFitter(random.fork('demographics'));
  const notes = new NoteVectorizerFitter(random.fork('notes'));
  const labs = new LabVectorizerFitter(random.fork('labs'));
  const diagnoses = new CodeVectorizerFitter(random.fork('diagnoses'));
  const procedures = new CodeVectorizerFitter(random.fork('procedures'));
  const medications = new CodeVectorizerFitter(random.fork('medications'));
  for (const encounter of evidence) {
    demographics.add(encounter.demographics);
    notes.add(encounter.notes);
    labs.add(encounter.labs);
    diagnoses.add(encounter.diagnoses);
    procedures.add(encounter.procedures);
    medications.add(encounter.medications);
  }
  const codes = { minimumEncounters, maximumShare };
  return {
    version: 1,
    demographics: demographics.fit({ minimumEncounters }),
    notes: notes.fit({ minimumEncounters, maximumTerms, maximumSectionTerms }),
    labs: labs.fit({ minimumShare: minimumLabShare }),
    diagnoses: diagnoses.fit(codes),
    procedures: procedures.fit(codes),
    medications: medications.fit(codes),
  };
}
