/** An admission as laboratory results without one are linked to it. */
export interface LinkTarget {
  /** Row id in `encounter`. */
  readonly id: number;
  readonly startMinute: number;
  /** `null` while it lasts. */
  readonly endMinute: number | null;
  /** Arrival in the emergency department that led to the admission. */
  readonly edStartMinute: number | null;
}

/**
 * The admission to which a result without one belongs: the one in progress when the sample was drawn, otherwise the
 * one that the visit to the emergency department led to. Where several fit, the one that started last.
 * @param admissions of the same person.
 * @returns its row id, or `null`: a result of no admission.
 */
export function linkedAdmission(chartMinute: number, admissions: readonly LinkTarget[]): number | null {
  let inProgress: LinkTarget | null = null;
  let afterVisit: LinkTarget | null = null;
  for (const admission of admissions) {
    const { startMinute, endMinute, edStartMinute } = admission;
    if (chartMinute > (endMinute ?? Infinity)) continue;
    if (startMinute <= chartMinute) inProgress = later(inProgress, admission);
    else if (edStartMinute !== null && edStartMinute <= chartMinute)
      afterVisit = later(afterVisit, admission);
  }
  return (inProgress ?? afterVisit)?.id ?? null;
}

function later(best: LinkTarget | null, admission: LinkTarget): LinkTarget {
  return best !== null && best.startMinute >= admission.startMinute ? best : admission;
}
