import { type Sentence, sentence } from '../../../../models/wording.ts';

/** What is worth knowing of resources that are sound, and of those among them that are not used. */
export const REMARKS = {
  left_out_status: sentence`cancelled, refuted, entered in error, not done or only planned, by their status: not used`,
  unread_kind: sentence`resources of other types than those that are read: not used`,
  about_no_person: sentence`about something else than a person: not used`,
  no_code: sentence`the resource does not say what it is about: not used`,
  other_observation: sentence`observations that are neither laboratory results nor vital signs: not used`,
  no_value: sentence`observations without a value, as panels are, whose results are observations of their own: not used`,
  external_note: sentence`notes whose text lies elsewhere; addresses are never asked: not used`,
  other_note_form: sentence`notes in another form than text or HTML: not used`,
  no_text: sentence`reports without a text of their own: not used`,
  unknown_sex: sentence`gender is neither female nor male`,
  inexact_death: sentence`of the death no day is given, so it counts for no outcome after the discharge`,
  ignored_extension: sentence`extensions, which are not read: the rest of the resource is`,
};

/** A remark of the list, or one with a sentence of its own. */
export type Remark = keyof typeof REMARKS | WordedRemark;

/** The same remark is the same object, so that it is counted once. */
export interface WordedRemark {
  readonly code: string;
  readonly message: Sentence;
}

export function wordedRemark(remark: Remark): WordedRemark {
  return typeof remark === 'string' ? { code: remark, message: REMARKS[remark] } : remark;
}
