import { MODALITIES, type ModalityName } from '../modalities/modality.ts';
import { RandomStream } from '../random/random-stream.ts';
import { CodeVectorizerFitter, type CodeVectorizer } from './code-vectorizer.ts';
import { DemographicsVectorizerFitter, type DemographicsVectorizer } from './demographics-vectorizer.ts';
import type { CodeEvent, EncounterEvidence } from './evidence.ts';
import { HourlyLabVectorizerFitter, type HourlyLabVectorizer } from './hourly-lab-vectorizer.ts';
import { LabVectorizerFitter, type LabVectorizer } from './lab-vectorizer.ts';
import type { NoteModel } from './note-reading.ts';
import { NoteVectorFitter, type NoteVectorVectorizer } from './note-vector-vectorizer.ts';
import { NoteVectorizerFitter, type NoteVectorizer } from './note-vectorizer.ts';

/** One vectorizer a modality, fitted on the training split. Plain JSON-able data, saved with the model. */
export interface Vectorizers {
  readonly version: 1;
  readonly demographics: DemographicsVectorizer;
  readonly notes: NoteVectorizer | NoteVectorVectorizer;
  readonly labs: LabVectorizer | HourlyLabVectorizer;
  readonly diagnoses: CodeVectorizer;
  readonly procedures: CodeVectorizer;
  readonly medications: CodeVectorizer;
}

/** Those of some modalities. */
export type VectorizersOf<Name extends ModalityName> = Readonly<Pick<Vectorizers, Name>>;

export interface VectorizerOptions {
  /** Codes, categories and terms in fewer training encounters are left out; default 8. */
  readonly minimumEncounters?: number;
  /** Codes in a larger share of the training encounters that have any are left out; default .97. */
  readonly maximumShare?: number;
  /** Laboratory items in a smaller share of the training encounters are left out; default .03. */
  readonly minimumLabShare?: number;
  /** Hours before the prediction that laboratory results are read by; absent or `null` = statistics of the whole stay. */
  readonly labHours?: number | null;
  /** The text model that has read the notes; absent or `null` = they are counted by their words. */
  readonly noteModel?: NoteModel | null;
  /** Words and pairs of words kept; default 5,000. */
  readonly maximumTerms?: number;
  /** Words by section kept beside them; default 1,000. */
  readonly maximumSectionTerms?: number;
}

const DEFAULT_OPTIONS: Required<VectorizerOptions> = {
  minimumEncounters: 8,
  maximumShare: 0.97,
  minimumLabShare: 0.03,
  labHours: null,
  noteModel: null,
  maximumTerms: 5_000,
  maximumSectionTerms: 1_000,
};

/** What is sampled while fitting (values beyond ten thousand a feature) is the same each time. */
const FITTING_SEED = 'vectorizers';

/** Learns one vectorizer from the evidence of its modality. */
interface Fitter<Vectorizer> {
  readonly add: (evidence: EncounterEvidence) => void;
  readonly fit: (options: Required<VectorizerOptions>) => Vectorizer;
}

type CreateFitter<Vectorizer> = (
  random: RandomStream,
  options: Required<VectorizerOptions>,
) => Fitter<Vectorizer>;

const FITTERS: { readonly [Name in ModalityName]: CreateFitter<Vectorizers[Name]> } = {
  demographics: (random) => {
    const fitter = new DemographicsVectorizerFitter(random);
    return {
      add: ({ demographics }) => fitter.add(demographics),
      fit: (options) => fitter.fit(options),
    };
  },
  notes: (random, { noteModel }) => {
    if (noteModel !== null) {
      const vectors = new NoteVectorFitter(noteModel);
      return { add: (evidence) => vectors.add(evidence), fit: () => vectors.fit() };
    }
    const fitter = new NoteVectorizerFitter(random);
    return { add: ({ notes }) => fitter.add(notes), fit: (options) => fitter.fit(options) };
  },
  labs: (random, { labHours }) => {
    const fitter =
      labHours === null ? new LabVectorizerFitter(random) : new HourlyLabVectorizerFitter(random, labHours);
    return {
      add: ({ labs }) => fitter.add(labs),
      fit: ({ minimumLabShare }) => fitter.fit({ minimumShare: minimumLabShare }),
    };
  },
  diagnoses: codeFitter(({ diagnoses }) => diagnoses),
  procedures: codeFitter(({ procedures }) => procedures),
  medications: codeFitter(({ medications }) => medications),
};

function codeFitter(
  events: (evidence: EncounterEvidence) => readonly CodeEvent[],
): (random: RandomStream) => Fitter<CodeVectorizer> {
  return (random) => {
    const fitter = new CodeVectorizerFitter(random);
    return { add: (evidence) => fitter.add(events(evidence)), fit: (options) => fitter.fit(options) };
  };
}

/** Learns vocabularies and scales of some modalities, each from its own part of the evidence alone. */
export class VectorizersFitter<Name extends ModalityName> {
  readonly #options: Required<VectorizerOptions>;
  readonly #fitters: readonly (readonly [Name, Fitter<Vectorizers[Name]>])[];

  constructor(modalities: readonly Name[], options: VectorizerOptions = {}) {
    this.#options = { ...DEFAULT_OPTIONS, ...options };
    const random = RandomStream.fromSeed(FITTING_SEED);
    this.#fitters = modalities.map((name) => [name, FITTERS[name](random.fork(name), this.#options)]);
  }

  /** @param evidence an encounter of the training split. */
  add(evidence: EncounterEvidence): void {
    for (const [, fitter] of this.#fitters) fitter.add(evidence);
  }

  fit(): VectorizersOf<Name> {
    const fitted = this.#fitters.map(([name, fitter]) => [name, fitter.fit(this.#options)] as const);
    return Object.fromEntries(fitted) as VectorizersOf<Name>;
  }
}

/**
 * Learns vocabularies and scales of all modalities in one pass.
 * @param evidence encounters of the training split only.
 * @see recipes.md 2 (feature set F2), design.md 6
 */
export function fitVectorizers(
  evidence: Iterable<EncounterEvidence>,
  options: VectorizerOptions = {},
): Vectorizers {
  const fitter = new VectorizersFitter(MODALITIES, options);
  for (const encounter of evidence) fitter.add(encounter);
  return { version: 1, ...fitter.fit() };
}
