export const start = {
  title: 'Clinical risk with parts of the record missing',
  subtitle:
    'Load records, train a model, open a patient and switch whole parts of the record off and on. Nothing leaves this machine.',
  demo: {
    title: 'Try the demo cohort',
    text: 'About 2,000 synthetic admissions are written, imported and trained on in under a minute. They are labelled synthetic everywhere and can be removed in one click.',
    action: 'Try the demo cohort',
    running: 'The demo cohort is being prepared',
    ready: 'The demo cohort is ready',
    openPatients: 'Choose a patient',
    openPatient: 'Open an example',
    remove: 'Remove demo',
    removeTitle: 'Remove the demo cohort?',
    removeText: 'The demo database and the models trained on it are deleted. Your own databases stay.',
  },
  own: {
    title: 'Import your own records',
    text: 'Your own tables as CSV, Excel or Parquet; MIMIC-IV and eICU as published, the open demos included; or records in the form of FHIR, OMOP or MEDS. What is in the folder is shown before anything is read.',
    action: 'Import records',
  },
  next: {
    title: 'Continue',
    text: (encounters: string, name: string) => `${encounters} stays in ${name}.`,
    trainText: 'There are records and no model yet.',
    trainAction: 'Train a model',
    patientsText: 'Pick a patient, see the risk and what it rests on.',
  },
  databases: {
    title: 'Databases',
    patients: 'Patients',
    stays: 'Stays',
    size: 'Size',
    source: 'Source',
    name: 'Name',
    current: 'open',
    select: 'Switch to this',
    none: 'No database yet. The demo or an import creates one.',
  },
  running: { title: 'Running now' },
  models: {
    title: 'Recent models',
    auroc: (value: string, interval: string) =>
      interval === '' ? `AUROC ${value}` : `AUROC ${value} (${interval})`,
    none: 'No model yet. Training or an import of a model adds one.',
  },
  changes: {
    title: 'Since you were last here',
    none: 'Nothing was changed since you were last here.',
    all: 'Whole log',
  },
  notice: {
    title: 'What this is for',
    text: 'Lacuna is for research on prediction with incomplete records. A risk here is the output of a model on past data. It is not a diagnosis, has not been evaluated for care, and must not guide the treatment of a patient.',
  },
};
