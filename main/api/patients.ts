import { z } from 'zod';
import { byModality, cohortSpec, modalityName, modalityState, page } from './common.ts';
import { procedure, router } from './trpc.ts';

export const patientRow = z.object({
  encounter: z.string(),
  patient: z.string(),
  /** Years; `90` stands for 90 or more; `null` = not known. */
  ageYears: z.number().nullable(),
  sex: z.string().nullable(),
  admissionType: z.string().nullable(),
  lengthOfStayHours: z.number().nullable(),
  states: byModality(modalityState),
  split: z.enum(['train', 'validation', 'calibration', 'test']).nullable(),
  label: z.enum(['positive', 'negative', 'unlabelled']).nullable(),
  /** Calibrated probability by the chosen model; `null` when not scored. */
  probability: z.number().nullable(),
});

export const patientQuery = page.extend({
  /** Which encounters and label; the model's own cohort when a model is given. */
  cohort: cohortSpec.optional(),
  model: z.string().optional(),
  search: z.string().max(100).optional(),
  label: z.enum(['positive', 'negative', 'unlabelled']).optional(),
  split: z.enum(['train', 'validation', 'calibration', 'test']).optional(),
  /** Keep encounters in which each of these is present / absent. */
  present: z.array(modalityName).optional(),
  absent: z.array(modalityName).optional(),
  /** Keep encounters that the model gives a risk of at least, and below. */
  riskFrom: z.number().min(0).max(1).optional(),
  riskBelow: z.number().min(0).max(1).optional(),
  sort: z.enum(['encounter', 'risk', 'age', 'lengthOfStay']).default('encounter'),
  descending: z.boolean().default(false),
});

/** Filters, order and choice of model of the list under a name. */
export const savedView = z.object({
  name: z.string().trim().min(1).max(60),
  /** As in the address of the list. */
  search: z.record(z.string(), z.string().max(2_000)),
  createdAt: z.string(),
});

/** Of the labelled encounters of a model's test split that have a score. */
export const thresholdFigures = z.object({
  encounters: z.number(),
  positives: z.number(),
  thresholds: z.array(
    z.object({
      threshold: z.number(),
      /** With a risk at the threshold or above it, and those of them that are positive. */
      alerts: z.number(),
      truePositives: z.number(),
    }),
  ),
});

export const encounterHeader = z.object({
  encounter: z.string(),
  patient: z.string(),
  source: z.string(),
  ageYears: z.number().nullable(),
  sex: z.string().nullable(),
  admissionType: z.string().nullable(),
  firstUnit: z.string().nullable(),
  lengthOfStayHours: z.number().nullable(),
  /** Other encounters of the same patient, by start, in days relative to this one. */
  others: z.array(
    z.object({ encounter: z.string(), startDays: z.number(), lengthOfStayHours: z.number().nullable() }),
  ),
});

/** One row of a modality's raw record, with where it was read. */
export const recordRow = z.object({
  name: z.string(),
  code: z.string().nullable(),
  system: z.string().nullable(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  reference: z.string().nullable(),
  abnormal: z.boolean(),
  /** Hours after the start of the stay; `null` where the source gives no time. */
  hours: z.number().nullable(),
  file: z.string(),
  line: z.number(),
});

/** All values of one lab item in a stay. */
export const labSeries = z.object({
  name: z.string(),
  unit: z.string().nullable(),
  referenceLow: z.number().nullable(),
  referenceHigh: z.number().nullable(),
  points: z.array(z.object({ hours: z.number(), value: z.number(), abnormal: z.boolean() })),
  /** Values in a unit from which no way leads to that of the points. */
  inOtherUnits: z.number(),
});

export const patientsRouter = router({
  list: procedure
    .input(patientQuery)
    .output(
      z.object({
        total: z.number(),
        scored: z.number(),
        rows: z.array(patientRow),
        /** The job that prepares the list, which is empty until it ends; `null`: this is the list. */
        preparing: z.string().nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.services.patients.list(input)),
  /** Every encounter that the query finds as CSV text, with as-found scores only; the page is left out of account. */
  listCsv: procedure
    .input(patientQuery)
    .output(z.string())
    .mutation(({ ctx, input }) => ctx.services.patients.listCsv(input)),
  views: procedure.output(z.array(savedView)).query(({ ctx }) => ctx.services.patients.views()),
  /** Under a name that is taken it replaces the other. */
  saveView: procedure
    .input(savedView.omit({ createdAt: true }))
    .output(savedView)
    .mutation(({ ctx, input }) => ctx.services.patients.saveView(input)),
  deleteView: procedure
    .input(savedView.pick({ name: true }))
    .output(z.object({ deleted: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.patients.deleteView(input)),
  /** What would follow from acting at these risks. */
  thresholds: procedure
    .input(z.object({ model: z.string(), thresholds: z.array(z.number().min(0).max(1)).max(20) }))
    .output(thresholdFigures)
    .query(({ ctx, input }) => ctx.services.patients.thresholds(input)),
  header: procedure
    .input(z.object({ encounter: z.string() }))
    .output(encounterHeader)
    .query(({ ctx, input }) => ctx.services.patients.header(input)),
  record: procedure
    .input(page.extend({ encounter: z.string(), modality: modalityName }))
    .output(z.object({ total: z.number(), rows: z.array(recordRow) }))
    .query(({ ctx, input }) => ctx.services.patients.record(input)),
  /** All values of one lab item in the stay, for a small time series. */
  series: procedure
    .input(z.object({ encounter: z.string(), item: z.string() }))
    .output(labSeries)
    .query(({ ctx, input }) => ctx.services.patients.series(input)),
});
