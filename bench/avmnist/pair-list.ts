import { wholeNumber } from '../../main/cli/parse.ts';

/** `6,9` as whole numbers above 0; whether the data has as many pairs a class, the run says. */
export function pairList(text: string): number[] {
  return text.split(',').map((part) => wholeNumber(1)(part.trim()));
}
