import { capital } from '../../format/words.ts';

export interface ObservedTexts {
  readonly n: string;
  readonly range: string;
  readonly events: string;
  readonly rate: string;
  readonly interval: string;
}

export interface RangeTexts {
  readonly low: string;
  readonly high: string;
  readonly middle: string;
  readonly now: string;
  readonly donors: string;
}

export const patient = {
  title: (encounter: string) => `Stay ${encounter}`,
  model: 'Model',
  back: 'Patients',
  who: {
    title: 'Who',
    patient: 'Patient',
    stay: 'Stay',
    age: 'Age',
    sex: 'Sex',
    admission: 'Admission',
    unit: 'First unit',
    length: 'Length of stay',
    others: 'Other stays',
    noOthers: 'none',
    before: (when: string) => `${when} earlier`,
    after: (when: string) => `${when} later`,
    moreOthers: (count: string) => `${count} more`,
    datesNote: 'Dates are shifted for each patient, so only times relative to this stay are shown.',
    idOf: 'the stay’s id',
  },
  risk: {
    title: 'Risk',
    sentence: (risk: string, outcome: string) => `${risk} ${outcome}`,
    observed: ({ n, range, events, rate, interval }: ObservedTexts) =>
      `Of ${n} calibration stays scored ${range}, ${events} did (${rate}, 95% interval ${interval}).`,
    observedAsFound: (risk: string, statement: string) => `As found it was ${risk}. ${statement}`,
    /** The reason says that it is the interval that is not assessed. */
    observedNotAssessed: (reason: string) => `${capital(reason)}.`,
    base: (rate: string) => `Base rate in training: ${rate}`,
    ofHundred: (count: string) => `${count} of 100`,
    lessThanOne: 'fewer than 1 of 100',
    ofHundredColumn: 'Of 100',
    thisStay: 'With what is used now',
    thisStayAsFound: 'As found',
    baseRow: 'Base rate',
    baseOfHundred: (base: string) => `base rate ${base} of 100`,
    topBand: 'High',
    band: 'Band',
    modelLine: (name: string, version: string, created: string) =>
      `Model: ${name}, version ${version}, ${created}`,
    timing: {
      retrospective: 'retrospective: not for the bedside',
      available: 'uses only what was known at prediction',
    },
    /** Its score does not show how well the model does on stays it has not seen. */
    trainedOn: 'the model was trained on this stay',
    predictionAt: (time: string) => `Prediction at ${time}`,
    notAssessed: 'Not assessed',
    allOff: 'Every modality is switched off, so there is nothing to score.',
    noAnswer: 'The model has no answer for this combination of modalities.',
  },
  whatIf: {
    asFound: 'as found, nothing switched off',
    without: (without: string) => `without ${without}`,
    banner: 'What if',
    change: (sign: string, without: string) => `${sign} of 100 without ${without}`,
    noChange: (without: string) => `less than 1 of 100 changes without ${without}`,
    asFoundRisk: (risk: string) => `as found ${risk}`,
    reset: 'Back to as found',
    note: 'Printing, export and worklists keep the score as found.',
  },
  switchboard: {
    title: 'Switch modalities',
    modality: 'Modality',
    inRecord: 'Known at prediction; what stands in',
    use: 'Use',
    /** What the model may read; the record below has all rows of the stay. */
    items: (count: string) => `${count} ${count === '1' ? 'item' : 'items'} known`,
    newest: (age: string) => `newest ${age} old`,
    noTime: 'no time recorded',
    only: (modality: string) => `Only ${modality.toLowerCase()}`,
    onlyShort: 'Only',
    switchLabel: (modality: string) => `Use ${modality.toLowerCase()}`,
    reset: 'Reset',
    allOff: 'All off',
    cannot: 'There is nothing to switch: it is not in the record.',
    hint: 'Keys 1 to 6 switch, 0 resets.',
  },
  contributions: {
    title: 'Contributions',
    sums: (base: string, sum: string, total: string, risk: string) =>
      `The bars sum to the score: ${base} (base rate) ${sum} = ${total}, which is ${risk}.`,
    differs: (difference: string) => `The bars miss the score by ${difference}; treat them with care.`,
    note: 'A contribution is the model’s, not a cause: a lower risk beside a treatment does not mean that the treatment lowers risk.',
    none: 'Without a score there is nothing to explain. Switch a modality on to see what it contributes.',
  },
  evidence: {
    title: 'What is behind a modality',
    note: 'The findings that weighed most, and how much each moved the risk (log-odds; + raises, − lowers).',
    /** Beside the findings of a modality whose codes are grouped. */
    grouped:
      'A code counts by itself and in its groups (category, chapter), so that one line can appear more than once.',
    finding: 'Finding',
    /** What of the results of one item the value is; other statistics are in the name of the finding. */
    labStatistic: {
      last: 'last',
      first: 'first',
      minimum: 'lowest',
      maximum: 'highest',
      mean: 'mean',
      hourlyMean: 'mean of an hour',
      slope: 'slope',
      count: 'number of results',
      hoursSinceLast: 'hours since the last result',
      measured: 'measured',
    } as Readonly<Record<string, string>>,
    value: 'Value',
    mentions: 'Mentions',
    when: 'Before prediction',
    code: 'Code',
    weight: 'Weight',
    source: 'Read from',
    tabs: 'Modality',
    none: 'No finding of this modality reached the model.',
    absent: 'This modality is absent from the record of this stay.',
    off: 'This modality is switched off; what is shown is as found.',
    raises: 'raises the risk',
    lowers: 'lowers the risk',
    series: 'Over the stay',
    seriesTitle: (name: string, range: string, outside: string) => `${name} ${range}: ${outside}`,
    seriesRange: (low: string, high: string) => (low === high ? low : `${low}–${high}`),
    seriesOutside: (outside: string, all: string) => `${outside} of ${all} out of range`,
    seriesElsewhere: (count: string) => `${count} in another unit`,
    seriesUnranged: (all: string) => `${all} results, no reference range`,
    seriesAxis: 'Hours after the start of the stay',
    seriesLegend: 'Grey: reference range. Filled: outside of it.',
    seriesTime: 'Hours',
    seriesValue: 'Value',
  },
  standIns: {
    title: 'What stood in',
    note: 'Where a modality is missing, the model works with what another says in its place: of those that are there, the nearest in the ranking by similarity.',
    /** Where each word for a similarity begins. */
    scale: (slightly: string, fairly: string, very: string) =>
      `Similarity 1: over training stays with both, the two say the same to the model; 0: unrelated (centred cosine of their latents). Hardly similar: below ${slightly}; slightly: below ${fairly}; fairly: below ${very}; very: from there on. Unknown: too few training stays have both.`,
    hardly: 'What stands in says hardly anything about what is missing: read the risk as one without it.',
    nothingMissing: 'Nothing is missing, so nothing stands in.',
    standsIn: 'Stands in',
    candidates: (modality: string) => `Candidates for ${modality.toLowerCase()}, with the risk with each`,
    candidate: 'Candidate',
    similarity: 'Similarity',
    rank: 'Places apart in the ranking',
    risk: 'Risk with it',
  },
  ifComplete: {
    title: 'If the record were complete',
    note: 'How far the risk as found could move if absent notes or labs were known. Not asked of procedures or medications: they are acts, not information.',
    nothingAbsent: 'Notes and labs are both known, so there is nothing to ask for.',
    tooFew: 'Too few similar stays have it to tell.',
    range: ({ low, high, middle, now, donors }: RangeTexts) =>
      `Known, the risk would lie between ${low} and ${high} in eight of ten cases, most likely near ${middle}; now it is ${now}. Scored with what ${donors} similar stays of other people have.`,
    picture: (low: string, high: string, now: string) =>
      `Range of risks from ${low} to ${high}; the ring is the risk now, ${now}`,
    sameBand: 'The band would stay:',
    bands: 'The band could be anything from',
    to: 'to',
  },
  neighbours: {
    title: 'Nearest in the data',
    note: 'Among stays of the cohort that the model was not trained on; the nearest are of other people.',
    pattern: (part: string) => `The same modalities are known in ${part} of these stays.`,
    rare: 'rarely seen: take the risk with care',
    higherThan: (share: string, n: string) => `The risk is higher than that of ${share} of ${n} stays`,
    thisStay: (risk: string) => `this stay: ${risk}`,
    risk: 'Risk',
    stays: 'Stays',
    events: 'With the event',
    legend: 'Dark: had the event. Spaced by log-odds, as the contributions are.',
    nearest: (events: string, all: string) => `${events} of the ${all} nearest had the event`,
    nearestLabel: 'The nearest stays',
    stay: 'Stay',
    outcome: 'Outcome',
    had: 'had the event',
    hadNot: 'did not',
    similarity: 'Similarity',
    present: 'Present',
    beside: 'Side by side',
    compare: 'Compare',
    another: 'Another stay, by its id',
    putBeside: (encounter: string) => `Compare with stay ${encounter}`,
    similarityNote:
      'Similarity 1: the model sees the two alike; 0: unrelated (centred cosine of the fused representation). Alike to the model does not mean alike to a clinician.',
  },
  beside: {
    title: 'Side by side',
    finding: (firstName: string, first: string, secondName: string, second: string) =>
      `${firstName}: ${first}; ${secondName}: ${second}`,
    note: 'Scores as found, and what each modality contributes to them in log-odds; – – where it is not used.',
    choose: 'Model beside this one',
    none: 'No other model beside',
    option: (name: string) => `Beside: ${name}`,
    stay: (encounter: string) => `Stay ${encounter}`,
    modality: 'Modality',
    difference: 'Difference',
    bases: (first: string, second: string) =>
      `Contributions start at the base rates: ${first} and ${second}.`,
    close: 'Close',
  },
  disagree: {
    title: 'Disagree',
    note: 'Your reason is kept with the stay and noted in the log. The score stays as it is.',
    direction: (risk: string) => `The risk of ${risk} should be`,
    directions: { higher: 'higher', lower: 'lower' },
    reason: 'Reason',
    choose: 'Choose a reason',
    reasons: {
      record_incomplete: 'Something that matters is missing from the record',
      record_wrong: 'The record is wrong',
      not_in_record: 'I know something that no record holds',
      limits_of_care: 'Limits of care were agreed',
      implausible: 'The contributions make no clinical sense',
      other: 'Another reason',
    },
    estimate: 'Your estimate in per cent',
    notPercent: 'A number between 0 and 100',
    comment: 'Comment (optional)',
    commentNote: 'No names and nothing that identifies the patient.',
    log: 'Log disagreement',
    said: 'What was said of this stay',
    when: 'When',
    score: 'Score',
    thought: 'Should be',
    own: 'Own estimate',
  },
  print: 'Print',
  printAsFound: 'Print as found',
  record: {
    title: 'Record',
    note: 'What the source says of the whole stay, row by row, with the file and line that each value was read from. What was known at the prediction is counted above; there can be more rows here.',
    name: 'Name',
    value: 'Value',
    reference: 'Reference',
    when: 'After admission',
    noteWhen: (when: string) => `admission ${when}`,
    marked:
      'Marked: the words that weighed most. Underlined: raises the risk. Underlined with dots: lowers it.',
    direction: { high: 'high', low: 'low', abnormal: 'abnormal' },
    code: 'Code',
    source: 'Read from',
    none: 'The source holds no rows of this modality for this stay.',
    shown: (shown: string, total: string) => `${shown} of ${total} rows of the whole stay`,
    more: 'Show more',
  },
  noModel: {
    title: 'There is no model yet',
    text: 'The record is below. Train a model, or import one, to see a risk and what it rests on.',
  },
};
