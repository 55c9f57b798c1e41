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
 * The admission to which a result without one belongs: the one in progress when the sample was drawn, the last begun
 * where there are several; otherwise the first to begin of those that a visit to the emergency department led to.
 * @param admissions of the same person.
 * @returns its row id, or `null`: a result of no admission.
 */
export function linkedAdmission(chartMinute: number, admissions: readonly LinkTarget[]): number | null {
  let inProgress: LinkTarget | null = null;
  let afterVisit: LinkTarget | null = null;
  for (const admission of admissions) {
    const { startMinute, endMinute, edStartMinute } = admission;
    if (chartMinute > (endMinute ?? Infinity)) continue;
    if (startMinute <= chartMinute) {
      if (inProgress === null || startMinute > inProgress.startMinute) inProgress = admission;
    } else if (edStartMinute !== null && edStartMinute <= chartMinute) {
      if (afterVisit === null || startMinute < afterVisit.startMinute) afterVisit = admission;
    }
  }
  return (inProgress ?? afterVisit)?.id ?? null;
}
