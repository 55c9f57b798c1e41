import { short } from '../eicu/report-text.ts';
import type { MethodRegret, SeedFigure } from './seed-figures.ts';

/** `.041 (.003)`, mean and standard deviation. */
export function figureText({ mean, sd }: SeedFigure): string {
  return sd === null ? short(mean) : `${short(mean)} (${short(sd)})`;
}

/** A table of methods, one line each. @param reference what the others are compared with. */
export function regretLines(
  methods: readonly MethodRegret[],
  { bayes, rates }: { readonly bayes: readonly SeedFigure[]; readonly rates: readonly number[] },
): string[] {
  const reference = methods[0]?.name ?? '';
  const width = Math.max(...methods.map(({ name }) => name.length), 'Bayes AUROC'.length);
  return [
    `regret: mean (sd over seeds), above that of ${reference} pair by pair`,
    `${'missing'.padEnd(width)}  ${rates.map((rate) => String(rate).padEnd(27)).join('')}`.trimEnd(),
    `${'Bayes AUROC'.padEnd(width)}  ${bayes.map((figure) => figureText(figure).padEnd(27)).join('')}`.trimEnd(),
    ...methods.map(({ name, regret, above }) => {
      const cells = regret.map((figure, r) => {
        const more = above[r];
        return name === reference || more === undefined
          ? figureText(figure)
          : `${figureText(figure)} ${more.mean < 0 ? '-' : '+'}${figureText({ ...more, mean: Math.abs(more.mean) })}`;
      });
      return `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(27)).join('')}`.trimEnd();
    }),
  ];
}
