import { memo, useMemo } from 'react';
import type { EpochReport } from '../../../main/api/services.ts';
import type { Curve } from '../../charts/curves.ts';
import { Panel } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatShare } from '../../format/risk.ts';
import { lookOf, MODALITY_ORDER } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { CurveFigure } from './curve-figure.tsx';
import { curveOf, DEAD_SHARE, deadModalities, lastContributions } from './epoch-series.ts';
import styles from './train.module.css';

interface Props {
  readonly epochs: readonly EpochReport[];
}

const ACCENT = 'var(--accent)';
const SECOND = 'var(--raises-fill)';
const last = ({ points }: Curve) => points.at(-1)?.value;
const written = (value: number | undefined, digits: number) =>
  value === undefined ? NO_VALUE : formatFixed(value, digits);

/** What a run learns, epoch by epoch; drawn again only when there are more of them. */
export const RunCharts = memo(function RunCharts({ epochs }: Props) {
  const { train } = useText();
  const { charts } = train;
  const total = epochs.at(-1)?.epochs ?? 1;
  const curves = useCurves(epochs);
  const frame = { epochs: total };
  return (
    <>
      <DeadAlarm epochs={epochs} />
      <CollapseAlarm epochs={epochs} />
      <Panel title={charts.panel}>
        <div className={styles.charts}>
          <CurveFigure
            {...frame}
            title={charts.auroc.title(
              written(last(curves.auroc), 3),
              written(last(curves.aurocHalfMissing), 3),
            )}
            help="auroc"
            yLabel={charts.auroc.axis}
            curves={[curves.auroc, curves.aurocHalfMissing]}
            digits={3}
          />
          <CurveFigure
            {...frame}
            title={charts.loss.title(written(last(curves.semantic), 3))}
            help="semanticLoss"
            yLabel={charts.loss.axis}
            curves={[curves.semantic, curves.validation]}
            digits={3}
          />
          <ContributionFigure epochs={epochs} total={total} />
          {curves.rank.points.length > 0 && (
            <CurveFigure
              {...frame}
              title={charts.rank.title(written(last(curves.rank), 1))}
              help="effectiveRank"
              yLabel={charts.rank.axis}
              curves={[curves.rank]}
              digits={1}
              floor={0}
            />
          )}
          {curves.accuracy.points.length > 0 && (
            <CurveFigure
              {...frame}
              title={charts.discriminator.title(
                formatShare(last(curves.accuracy) ?? 0),
                formatShare(epochs.at(-1)?.discriminatorChance ?? 0),
              )}
              help="discriminatorAccuracy"
              yLabel={charts.discriminator.axis}
              curves={[curves.accuracy, curves.chance]}
              digits={2}
              floor={0}
            />
          )}
          {curves.distillation.points.length > 0 && (
            <CurveFigure
              {...frame}
              title={charts.distillation.title(written(last(curves.distillation), 3))}
              yLabel={charts.distillation.axis}
              curves={[curves.distillation]}
              digits={3}
            />
          )}
          {curves.auxiliary.points.length > 0 && (
            <CurveFigure
              {...frame}
              title={charts.auxiliary.title(written(last(curves.auxiliary), 3))}
              yLabel={charts.auxiliary.axis}
              curves={[curves.auxiliary]}
              digits={3}
            />
          )}
          {curves.discrimination.points.length > 0 && (
            <CurveFigure
              {...frame}
              title={charts.discrimination.title(written(last(curves.discrimination), 3))}
              help="discriminationLoss"
              yLabel={charts.discrimination.axis}
              curves={[curves.discrimination]}
              digits={3}
            />
          )}
        </div>
      </Panel>
    </>
  );
});

function useCurves(epochs: readonly EpochReport[]) {
  const { train } = useText();
  const { charts } = train;
  return useMemo(
    () => ({
      semantic: {
        name: charts.loss.semantic,
        color: ACCENT,
        points: curveOf(epochs, ({ semanticLoss }) => semanticLoss),
      },
      validation: {
        name: charts.loss.validation,
        color: SECOND,
        points: curveOf(epochs, ({ validationLoss }) => validationLoss),
      },
      auroc: { name: charts.auroc.full, color: ACCENT, points: curveOf(epochs, ({ auroc }) => auroc) },
      aurocHalfMissing: {
        name: charts.auroc.half,
        color: SECOND,
        points: curveOf(epochs, ({ aurocHalfMissing }) => aurocHalfMissing),
      },
      accuracy: {
        name: charts.discriminator.accuracy,
        color: ACCENT,
        points: curveOf(epochs, ({ discriminatorAccuracy }) => discriminatorAccuracy),
      },
      chance: {
        name: charts.discriminator.chance,
        color: 'var(--text-3)',
        dashed: true,
        points: curveOf(epochs, ({ discriminatorChance }) => discriminatorChance),
      },
      discrimination: {
        name: charts.discrimination.line,
        color: ACCENT,
        points: curveOf(epochs, ({ discriminationLoss }) => discriminationLoss),
      },
      distillation: {
        name: charts.distillation.line,
        color: ACCENT,
        points: curveOf(epochs, ({ distillationLoss }) => distillationLoss),
      },
      auxiliary: {
        name: charts.auxiliary.line,
        color: ACCENT,
        points: curveOf(epochs, ({ auxiliaryLoss }) => auxiliaryLoss),
      },
      rank: {
        name: charts.rank.line,
        color: ACCENT,
        points: curveOf(epochs, ({ effectiveRank }) => effectiveRank),
      },
    }),
    [epochs, charts],
  ) satisfies Record<string, Curve>;
}

function ContributionFigure({ epochs, total }: Props & { readonly total: number }) {
  const { train, modality } = useText();
  const { contributions: words } = train.charts;
  const curves = useMemo(
    () =>
      MODALITY_ORDER.map((name): Curve => ({
        name: modality.name[name],
        color: lookOf(name).color,
        points: curveOf(epochs, ({ contributions }) => contributions?.[name]),
      })).filter(({ points }) => points.length > 0),
    [epochs, modality],
  );
  const top = [...lastContributions(epochs)].sort(([, a], [, b]) => b - a)[0];
  if (top === undefined) return null;
  return (
    <CurveFigure
      title={words.title(modality.name[top[0]])}
      help="contribution"
      yLabel={words.axis}
      curves={curves}
      epochs={total}
      digits={2}
      floor={0}
    />
  );
}

function DeadAlarm({ epochs }: Props) {
  const { train, modality } = useText();
  return deadModalities(epochs).map((name) => (
    <Notice key={name} tone="warning">
      <strong>{train.alarm.title(modality.name[name])}.</strong> {train.alarm.text(formatShare(DEAD_SHARE))}
    </Notice>
  ));
}

/** Modalities that the adversary has emptied, as of the last epoch. */
function CollapseAlarm({ epochs }: Props) {
  const { train, modality } = useText();
  return epochs.at(-1)?.collapsed.map((name) => (
    <Notice key={name} tone="warning">
      <strong>{train.collapse.title(modality.name[name])}.</strong> {train.collapse.text}
    </Notice>
  ));
}
