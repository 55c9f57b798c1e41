/** What the window says because it is a program of its own, and what a browser says instead. */
export const desktop = {
  drop: {
    browser:
      'A browser does not say where a dropped file lies. Name the path of a model under Models, “Import model”, and of a folder of records under Import.',
    otherKind: (name: string) =>
      `${name} is no model of Lacuna. Drop a .lacuna file, or a folder of records to import.`,
    oneOnly: 'Drop one file or folder at a time.',
  },
  offered: {
    title: 'A model to take in',
    path: 'File',
    modalities: 'Modalities',
    trainedOn: 'Trained on',
    stays: (stays: string, positives: string) => `${stays} stays, ${positives} of them with the outcome`,
    whole: 'The file is whole: its contents match their checksums. Nothing is taken in yet.',
    kept: (file: string) =>
      `${file} is kept until a database is open: a model is added to one, because it is checked against its records. Open a database, import records or try the demo; then it is offered again.`,
    waits: (file: string) => `The model ${file} can be added now that a database is open.`,
    show: 'Show the model',
    accept: 'Add to Models',
    decline: 'Close',
  },
  password: {
    keep: 'Keep the password on this computer, encrypted by the system',
    kept: 'The password for this address is kept on this computer.',
    forget: 'Forget it',
    refused:
      'The password was not kept: this system offers no safe place for it. It is used for this import only.',
  },
  updates: {
    off: (file: string) => `Updates are not looked for. An administrator can turn that on in ${file}.`,
    on: (url: string, file: string) =>
      `At each start Lacuna looks for an update at ${url}, because ${file} says so. It sends nothing of yours.`,
  },
};
