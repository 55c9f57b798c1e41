import type { Services } from '../api/services.ts';
import { cohortText } from '../cohort-files/cohort-file.ts';
import type { HostParts } from './host-parts.ts';
import { PatientLists } from './patient-lists.ts';

/** Cohorts, and reads of patients and the log. */
export function recordServices(parts: HostParts): Pick<Services, 'cohorts' | 'patients' | 'activity'> {
  const { reader, checking, writer, current, log } = parts;
  const lists = new PatientLists(parts);
  const inCurrent = <T>(input: T): { database: string; input: T } => ({ database: current.require(), input });
  return {
    cohorts: {
      tasks: () => reader.call('labelCards', inCurrent(null)),
      choices: (input) => reader.call('cohortChoices', inCurrent(input)),
      text: (input) => Promise.resolve(cohortText(input)),
      count: (input, signal) => reader.call('countCohort', inCurrent(input), { signal }),
      describe: (input, signal) => reader.call('describeCohort', inCurrent(input), { signal }),
      saved: () => reader.call('savedCohorts', inCurrent(null)),
      save: (input) => writer.call('saveCohort', { database: current.require(), ...input }),
      delete: (input) => writer.call('deleteCohort', { database: current.require(), ...input }),
    },
    patients: {
      list: (input) => lists.page(current.require(), input),
      listCsv: (input) => {
        log.note({ action: 'worklist.export', model: input.model });
        return checking.call('worklistCsv', inCurrent(input));
      },
      views: () => reader.call('savedViews', inCurrent(null)),
      saveView: (input) => writer.call('saveView', { database: current.require(), ...input }),
      deleteView: (input) => writer.call('deleteView', { database: current.require(), ...input }),
      thresholds: (input) => reader.call('thresholdFigures', inCurrent(input)),
      header: (input) => {
        log.note({ action: 'patient.view', subject: input.encounter });
        return reader.call('encounterHeader', inCurrent(input));
      },
      record: (input) => reader.call('recordRows', inCurrent(input)),
      series: (input) => reader.call('labSeries', inCurrent(input)),
    },
    activity: {
      list: (input) => reader.call('auditLog', inCurrent(input)),
      verify: () => reader.call('verifyAuditLog', inCurrent(null)),
    },
  };
}
