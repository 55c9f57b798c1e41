import type { Audit } from '../../../../main/api/services.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import type { ChartTable } from '../../../components/chart-table.ts';
import { rejectedTable } from '../../../components/rejected-table.ts';
import { capital } from '../../../format/words.ts';
import type { Catalogue } from '../../../text/index.ts';
import { calibrationFigure } from '../figures/calibration.ts';
import { decisionFigure } from '../figures/decision.ts';
import { precisionRecallFigure, rocFigure } from '../figures/discrimination.ts';
import { noiseFigure } from '../figures/noise.ts';
import { overviewFacts } from '../figures/overview.ts';
import { sharedPatternFigure } from '../figures/patterns.ts';
import { ablationFigure, aloneFigure, relianceTable } from '../figures/reliance.ts';
import { subgroupFigure } from '../figures/subgroups.ts';
import { substitutedTable } from '../figures/substituted.ts';

/** A part of a report: a figure, or a table that stands for itself. */
export interface ReportSection extends Pick<Figure, 'title' | 'legend' | 'table'> {
  readonly draw: Figure['draw'] | null;
}

/** Everything an audit says that may be handed on, in the order of the screen. */
export function reportSections(audit: Audit, text: Catalogue): ReportSection[] {
  const { rejected } = text.common;
  const { overview, reliance, report, substituted, title } = text.audit;
  const only = (heading: string, table: () => ChartTable): ReportSection => ({
    title: heading,
    table,
    draw: null,
  });
  const figures = [
    ablationFigure,
    aloneFigure,
    sharedPatternFigure,
    rocFigure,
    precisionRecallFigure,
    calibrationFigure,
    decisionFigure,
    subgroupFigure,
    noiseFigure,
  ].flatMap((figure) => figure(audit, text) ?? []);
  return [
    only(title, () => ({
      columns: [report.figure, report.value],
      rows: overviewFacts(audit, text).map(([name, value]) => [name, value]),
    })),
    only(capital(reliance.heading), () => relianceTable(audit, text)),
    ...figures,
    ...(audit.substituted.length === 0 ? [] : [only(substituted.title, () => substitutedTable(audit, text))]),
    ...(audit.rejected.length === 0 ? [] : [only(rejected.title, () => rejectedTable(audit.rejected, text))]),
    ...(audit.undefined.length === 0
      ? []
      : [
          only(overview.undefined, () => ({
            columns: [report.figure, report.value],
            rows: audit.undefined.map(({ metric, reason }) => [metric, reason]),
          })),
        ]),
  ];
}
