/*
 * German as German hospitals and clinical research write it; the reader is addressed with Sie. One English word has one
 * German word throughout:
 *
 * absent: fehlt · admission: Aufnahme · AUROC lost: AUROC-Verlust · as found: wie vorgefunden · audit: das Audit ·
 * band: (Risiko-)Stufe · base rate: Basisrate · calibration: Kalibrierung · contribution: Beitrag · discharge:
 * Entlassung · discharge summary: Entlassbrief · encounter, stay: Aufenthalt · finding: Befund · id: Kennung · latent:
 * latente Darstellung · length of stay: Verweildauer · limits of care: Therapiebegrenzung · log: Protokoll · loss:
 * Verlust · mapping: Zuordnung · missing data: fehlende Daten · death (of one person): Tod, mortality: Sterblichkeit · net
 * benefit: Nettonutzen · none recorded: keine erfasst · outcome: Endpunkt · preset: Voreinstellung · prediction time:
 * Vorhersagezeitpunkt · PPV: PPW · readmission: Wiederaufnahme · record: Akte · run: Lauf · score: Risiko, to score:
 * bewerten · stands in: ersetzt, stand-in: Ersatz · switched off: abgeschaltet · test split: Testdaten · unit: Station
 *
 * The modalities are all plural, so that one verb fits each: Stammdaten, Freitexte, Laborwerte, Diagnosen, Prozeduren,
 * Medikamente. Sentences take them in the nominative or accusative, which have the same form.
 */
import type { Catalogue, SameParameters } from '../index.ts';
import { activity } from './activity.ts';
import { audit } from './audit.ts';
import { builder } from './builder.ts';
import { charts } from './charts.ts';
import { checks } from './checks.ts';
import { cohort } from './cohort.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { figures } from './figures.ts';
import { said } from './host.ts';
import { imports } from './imports.ts';
import { mapping } from './mapping.ts';
import { modality } from './modality.ts';
import { models } from './models.ts';
import { ownTables } from './own-tables.ts';
import { keys, palette, tour } from './palette.ts';
import { patient } from './patient.ts';
import { patients } from './patients.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { stays } from './stays.ts';
import { tasks } from './tasks.ts';
import { train } from './train.ts';

const texts = {
  activity,
  audit,
  builder,
  charts,
  checks,
  cohort,
  common,
  desktop,
  errors,
  figures,
  imports,
  keys,
  mapping,
  modality,
  models,
  ownTables,
  palette,
  patient,
  patients,
  said,
  settings,
  shell,
  start,
  stays,
  tasks,
  tour,
  train,
} satisfies Catalogue;

/** The German catalogue: every text of the English one, with the same parameters. */
export const de: SameParameters<typeof texts, Catalogue> = texts;
