import { withPoint } from '../../format/numbers.ts';
import type { DisagreementInput } from '../../../main/api/services.ts';

/** What is typed and chosen. */
export interface DisagreementForm {
  readonly direction: DisagreementInput['direction'];
  readonly reason: DisagreementInput['reason'] | '';
  /** Per cent; may be empty. */
  readonly estimate: string;
  readonly comment: string;
}

export const EMPTY_FORM: DisagreementForm = { direction: 'higher', reason: '', estimate: '', comment: '' };

/** The share that is typed, `null` where there is none, `undefined` where it is no risk. */
export function estimateOf({ estimate }: DisagreementForm): number | null | undefined {
  if (estimate.trim() === '') return null;
  const percent = Number(withPoint(estimate));
  return percent > 0 && percent < 100 ? percent / 100 : undefined;
}

/** What is sent; `null` while a reason is missing or the estimate is no risk. */
export function disagreementOf(
  stay: Pick<DisagreementInput, 'encounter' | 'model' | 'probability'>,
  form: DisagreementForm,
): DisagreementInput | null {
  const { direction, reason, comment } = form;
  const estimate = estimateOf(form);
  if (reason === '' || estimate === undefined) return null;
  return { ...stay, direction, reason, estimate, comment: comment.trim() === '' ? null : comment.trim() };
}
