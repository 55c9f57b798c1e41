/** What a person who opens the folder reads first. */
export function readmeText(seed: number): string {
  return `SYNTHETIC RECORDS

No person is described here. Lacuna made these files with seed ${seed}: a cohort in the format of MIMIC-IV v2.2 and
MIMIC-IV-Note v2.2, drawn from a known model, so that what the best possible prediction would be is known too. Codes of
diseases and procedures are those of ICD-10-CM and ICD-10-PCS, which are in the public domain; all else is made up.

hosp/, icu/, note/   the records; import this folder as source mimic-iv
coverage.csv.gz      modalities that the source does not cover, by admission (MIMIC-IV has no way to say so)
truth.csv.gz         of each admission: its factors, its labels, the true probability of each outcome, the
                     Bayes-optimal logit for each of the 64 subsets of modalities, and exact Shapley values.
                     Bit i of a subset is the i-th of demographics, notes, labs, diagnoses, procedures, medications.
                     "informed" logits also know whether labs were taken. Never an input of a model. One that
                     predicts within the stay does not know its diagnoses yet: compare it with the subsets without.
synthetic.json       marks the folder as synthetic

The files hold traps on purpose: results stored after the first day, results of the emergency department without
hadm_id, deaths with a discharge at 00:00, admissions that follow within hours, an organ donor's stay after death,
summaries charted at midnight and stored two days later. Three canaries equal a label and must never reach a model:
lab item 59999 (stored after discharge; mortality-90d), code Z66 of a death in hospital (mortality-hospital), and
pharmacy.status (readmission-15d).
`;
}
