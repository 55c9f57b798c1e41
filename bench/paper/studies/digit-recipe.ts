import { type Recipe, STRONG_RECIPE } from '../../../models/experiments/avmnist/recipe.ts';
import type { StudyContext } from '../study.ts';

/** What fits two cores: networks half as wide, a tenth of the epochs. */
const SMALL = { width: 1, epochs: 12 } as const;

/** The frozen recipe of `bench avmnist` with `--full`; else shorter and narrower. */
export function digitRecipe({ full, settings }: Pick<StudyContext, 'full' | 'settings'>): Recipe {
  const sized = full ? STRONG_RECIPE : { ...STRONG_RECIPE, ...SMALL };
  return { ...sized, epochs: settings.epochs ?? sized.epochs };
}
