import { compact, modalitiesOf, modalityText, textOf, type RawSearch } from '../../app/search.ts';
import { maybeModality, type ModalityName } from '../../modality/modalities.ts';

export interface PatientSearch {
  readonly model?: string;
  /** Modalities that the user switched off, comma-separated. */
  readonly without?: string;
  /** The modality that is looked into. */
  readonly look?: ModalityName;
  /** Another stay, or another model, whose score stands beside this one. */
  readonly besideStay?: string;
  readonly besideModel?: string;
}

export function validatePatientSearch(search: RawSearch): PatientSearch {
  return compact({
    model: textOf(search.model),
    without: modalityText(modalitiesOf(search.without)),
    besideStay: textOf(search.besideStay),
    besideModel: textOf(search.besideModel),
    look: typeof search.look === 'string' ? maybeModality(search.look) : undefined,
  });
}
