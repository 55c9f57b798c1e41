/** A laboratory item: a standardised result x is written as `location + scale * x`. */
export interface LabItem {
  readonly itemid: string;
  readonly label: string;
  readonly category: string;
  readonly unit: string;
  readonly location: number;
  readonly scale: number;
  readonly referenceLow: number;
  readonly referenceHigh: number;
}

type ItemRow = readonly [
  itemid: string,
  label: string,
  category: string,
  unit: string,
  location: number,
  scale: number,
  referenceLow: number,
  referenceHigh: number,
];

const ROWS: readonly ItemRow[] = [
  ['50912', 'Creatinine', 'Chemistry', 'mg/dL', 1.4, 0.1, 0.5, 1.2],
  ['51006', 'Urea Nitrogen', 'Chemistry', 'mg/dL', 26, 1.8, 6, 20],
  ['50971', 'Potassium', 'Chemistry', 'mEq/L', 4.3, 0.15, 3.3, 5.1],
  ['50970', 'Phosphate', 'Chemistry', 'mg/dL', 3.8, 0.25, 2.7, 4.5],
  ['51301', 'White Blood Cells', 'Hematology', 'K/uL', 10.5, 0.75, 4, 10],
  ['50889', 'C-Reactive Protein', 'Chemistry', 'mg/L', 70, 5, 0, 5],
  ['51256', 'Neutrophils', 'Hematology', '%', 72, 1.7, 34, 71],
  ['50813', 'Lactate', 'Blood Gas', 'mmol/L', 2.1, 0.15, 0.5, 2],
  ['51237', 'INR(PT)', 'Hematology', '', 1.5, 0.1, 0.9, 1.1],
  ['50885', 'Bilirubin, Total', 'Chemistry', 'mg/dL', 1.6, 0.11, 0, 1.5],
  ['50878', 'Asparate Aminotransferase (AST)', 'Chemistry', 'IU/L', 60, 4, 0, 40],
  ['51003', 'Troponin T', 'Chemistry', 'ng/mL', 0.08, 0.006, 0, 0.01],
  ['50861', 'Alanine Aminotransferase (ALT)', 'Chemistry', 'IU/L', 48, 3.2, 0, 40],
  ['50863', 'Alkaline Phosphatase', 'Chemistry', 'IU/L', 105, 7, 35, 130],
  ['50954', 'Lactate Dehydrogenase (LD)', 'Chemistry', 'IU/L', 270, 18, 94, 250],
  ['50862', 'Albumin', 'Chemistry', 'g/dL', 3.4, 0.15, 3.5, 5.2],
  ['50983', 'Sodium', 'Chemistry', 'mEq/L', 138, 1.2, 133, 145],
  ['50902', 'Chloride', 'Chemistry', 'mEq/L', 102, 1.3, 96, 108],
  ['50882', 'Bicarbonate', 'Chemistry', 'mEq/L', 24, 1.1, 22, 32],
  ['50868', 'Anion Gap', 'Chemistry', 'mEq/L', 14, 0.9, 8, 20],
  ['50931', 'Glucose', 'Chemistry', 'mg/dL', 135, 9, 70, 100],
  ['50893', 'Calcium, Total', 'Chemistry', 'mg/dL', 8.7, 0.2, 8.4, 10.3],
  ['50960', 'Magnesium', 'Chemistry', 'mg/dL', 2, 0.08, 1.6, 2.6],
  ['51222', 'Hemoglobin', 'Hematology', 'g/dL', 10.6, 0.55, 12, 18],
  ['51221', 'Hematocrit', 'Hematology', '%', 32.5, 1.6, 36, 52],
  ['51265', 'Platelet Count', 'Hematology', 'K/uL', 215, 15, 150, 440],
  ['51277', 'RDW', 'Hematology', '%', 15.2, 0.55, 10.5, 15.5],
  ['51250', 'MCV', 'Hematology', 'fL', 91, 1.8, 82, 98],
  ['51275', 'PTT', 'Hematology', 'sec', 36, 2.3, 25, 36.5],
  ['51244', 'Lymphocytes', 'Hematology', '%', 17, 1.2, 18, 42],
];

/**
 * The thirty items, in the order in which the generative model numbers them: four that rise in kidney failure, three in
 * sepsis, five in acute failure of the circulation and the liver, and eighteen that carry nuisance alone. A scale is at
 * most a thirteenth of its location, so that no result is negative.
 */
export const LAB_ITEMS: readonly LabItem[] = ROWS.map(
  ([itemid, label, category, unit, location, scale, referenceLow, referenceHigh]) => ({
    itemid,
    label,
    category,
    unit,
    location,
    scale,
    referenceLow,
    referenceHigh,
  }),
);

/** A canary: its value is the label of `mortality-90d`, stored after discharge. */
export const CANARY_ITEM = {
  itemid: '59999',
  label: 'Late-stored canary',
  fluid: 'Blood',
  category: 'Chemistry',
} as const;
