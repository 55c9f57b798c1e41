export const palette = {
  title: 'Search and commands',
  open: 'Search',
  placeholder: 'A page, an action, a model, or the id of a stay or patient',
  nothing: (typed: string) => `Nothing fits “${typed}”.`,
  hint: 'Arrows choose, Enter opens, Esc closes',
  groups: {
    stays: 'Stays',
    pages: 'Pages',
    actions: 'Actions',
    models: 'Models',
    databases: 'Databases',
    figures: 'Figures',
  },
  stay: (encounter: string) => `Stay ${encounter}`,
  ofPatient: (patient: string) => `patient ${patient}`,
  openDatabase: (name: string) => `Switch to ${name}`,
  audit: 'Audit a model',
  lock: 'Lock the window',
  keys: 'Keyboard shortcuts',
  tour: 'Show the tour',
};

export const keys = {
  title: 'Keyboard shortcuts',
  open: 'Help and shortcuts',
  groups: {
    anywhere: 'Anywhere',
    pages: 'Go to a page',
    patient: 'On a patient',
    lists: 'In lists and tables',
  },
  search: 'Search and commands',
  help: 'This sheet',
  close: 'Close what is open',
  next: 'Next control, previous control',
  modality: 'Switch a modality off and on, in their order',
  reset: 'Back to as found',
  scroll: 'Move through a table that has the focus',
  tabs: 'Another tab',
  then: 'then',
  to: 'to',
  single: 'Use keys without Ctrl or Cmd',
  singleNote: 'Off, only Ctrl or Cmd with K acts. For those who dictate text, or whose keys slip.',
  tour: 'Show the tour',
  figures: 'What the figures mean',
};

export interface TourStep {
  readonly title: string;
  readonly text: string;
}

const steps: readonly [TourStep, TourStep, TourStep, TourStep] = [
  {
    title: 'Records come first',
    text: 'Try the demo, which is synthetic, or import a folder of your own. What is in it is shown before anything is read, and nothing leaves this machine.',
  },
  {
    title: 'Open a patient',
    text: 'Patients are listed by risk, with six marks for what is in their record. Open one and switch a part of the record off: the risk moves at once, and you see what stood in.',
  },
  {
    title: 'Ask what the model relies on',
    text: 'The audit tells how much each part of the record matters to the model, how well it does without, and whether its risks come true.',
  },
  {
    title: 'Everything is one key away',
    text: 'Ctrl K (Cmd K on a Mac) finds pages, models and any stay by its id. The key ? shows all shortcuts, and this tour again.',
  },
];

export const tour = {
  title: 'A short tour',
  step: (step: string, of: string) => `Step ${step} of ${of}`,
  next: 'Next',
  back: 'Back',
  skip: 'Skip the tour',
  done: 'Done',
  steps,
};
