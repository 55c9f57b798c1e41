import type { RandomStream } from '../../../models/random/random-stream.ts';
import { WORDS } from '../catalogue/words.ts';
import { bernoulli } from '../generative/factors.ts';
import { dayOf, formatMinute, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../plan/wall-clock.ts';
import type { RecordedAdmission, RowTarget } from './recorded-admission.ts';

/** Share of the summaries that are stored two days after the discharge, however early they are charted. */
const LATE_SUMMARY_SHARE = 0.25;
const LATE_SUMMARY_DAYS = 2;
const SENTENCE_WORDS = 12;
/** The first line of every note. */
export const SYNTHETIC_NOTICE = 'SYNTHETIC RECORD, NOT A PERSON';

/**
 * Writes the words of an admission as the two notes that the two timings read: a radiology report of the first hours,
 * and the discharge summary, charted at the midnight before the discharge.
 */
export function writeNotes(random: RandomStream, admission: RecordedAdmission, { files }: RowTarget): void {
  const { subjectId, hadmId, contents, present, planned, discharge } = admission;
  if (!present.notes) return;
  const { admit, leave, death } = planned.times;
  const note = { subject_id: subjectId, hadm_id: hadmId, note_seq: hadmId };
  const reported = admit + random.int(Math.min(8 * MINUTES_PER_HOUR, leave - admit));
  files.write('note/radiology', {
    ...note,
    note_id: `${subjectId}-RR-${hadmId}`,
    note_type: 'RR',
    charttime: formatMinute(reported),
    storetime: formatMinute(reported + MINUTES_PER_HOUR + random.int(2 * MINUTES_PER_HOUR)),
    text: `${SYNTHETIC_NOTICE}\n\nFINDINGS:\n${drawProse(random, contents.wordCounts)}\n`,
  });
  const isLate = bernoulli(random, LATE_SUMMARY_SHARE);
  const early = discharge - random.int(MINUTES_PER_HOUR);
  const course = `Brief Hospital Course:\n${drawProse(random, contents.wordCounts)}`;
  const disposition = `Discharge Disposition:\n${death === null ? 'Home' : 'Expired'}`;
  files.write('note/discharge', {
    ...note,
    note_id: `${subjectId}-DS-${hadmId}`,
    note_type: 'DS',
    charttime: formatMinute(dayOf(discharge) * MINUTES_PER_DAY),
    storetime: formatMinute(isLate ? leave + LATE_SUMMARY_DAYS * MINUTES_PER_DAY : early),
    text: `${SYNTHETIC_NOTICE}\n\n${course}\n\n${disposition}\n`,
  });
}

/** The words in random order, in sentences, so that their counts are all that the text says. */
function drawProse(random: RandomStream, wordCounts: Uint16Array): string {
  const words: string[] = [];
  for (const [index, count] of wordCounts.entries()) {
    for (let nth = 0; nth < count; nth += 1) words.push(WORDS[index] ?? '');
  }
  const order = random.permutation(words.length);
  const sentences: string[] = [];
  for (let from = 0; from < order.length; from += SENTENCE_WORDS) {
    const sentence = Array.from(order.subarray(from, from + SENTENCE_WORDS), (at) => words[at] ?? '').join(
      ' ',
    );
    sentences.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`);
  }
  return sentences.join('\n');
}
