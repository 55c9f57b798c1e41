import { z } from 'zod';

/** Whose records are read of a server. A patient with an admission that meets all of these is read whole. */
export const patientChoice = z.object({
  /** Subject ids. */
  ids: z.array(z.int().nonnegative()).optional(),
  /** SQL of the server whose column `subject_id` names the patients. */
  query: z.string().optional(),
  /** Years of age at the admission, at least. */
  minimumAge: z.int().min(0).max(130).optional(),
  /** Day from which on the admission began. */
  since: z.iso.date().optional(),
  /** Day before which the admission began. */
  before: z.iso.date().optional(),
  /** Words in the name of a unit that the admission came through. */
  careUnits: z.array(z.string().min(1)).optional(),
});

/** A PostgreSQL server that holds the tables of MIMIC-IV. */
export const serverInput = z.object({
  /** `postgresql://user@host:5432/database`, without a password. */
  address: z.string(),
  /** Held in memory for the connection only. */
  password: z.string().optional(),
  /** What the names of the schemas begin with, where it is not `mimiciv_`. */
  schemaPrefix: z.string().optional(),
  patients: patientChoice.optional(),
});

export const choiceRule = z.enum([
  'all',
  'ids',
  'query',
  'minimumAge',
  'since',
  'before',
  'careUnits',
  'whole',
]);

/** The server that was contacted, and what was chosen there. */
export const serverAccount = z.object({
  /** Without a password. */
  address: z.string(),
  /** The moment, by the server's clock, of which all tables are. ISO 8601, UTC. */
  at: z.string(),
  /** What each rule leaves, as the server counts; `whole` is what is read: all admissions of the patients left. */
  attrition: z.array(
    z.object({
      rule: choiceRule,
      value: z.string().nullable(),
      patients: z.number(),
      admissions: z.number(),
    }),
  ),
});
