import type { Catalogue } from '../../text/index.ts';

interface Missing {
  readonly metric: string;
  readonly reason: string;
}

/** Which metrics of a split have no figure, a sentence for each reason. */
export function notAssessed(
  missing: readonly Missing[],
  split: 'validation' | 'test',
  { models: { model }, common, said }: Catalogue,
): string[] {
  const reasons = Map.groupBy(missing, ({ reason }) => reason);
  return [...reasons].map(([reason, own]) => {
    const names = own.map(({ metric }) => nameOf(metric, model.compare.metrics));
    return model.notAssessed(model[split], names.join(` ${common.and} `), said(reason));
  });
}

function nameOf(metric: string, names: Readonly<Record<string, string>>): string {
  return names[metric] ?? metric;
}
