export interface ErrorText {
  /** What happened. */
  readonly title: string;
  /** What it means for the data. */
  readonly meaning: string;
  /** What to do. */
  readonly action: string;
}

export const text = (title: string, meaning: string, action: string): ErrorText => ({
  title,
  meaning,
  action,
});

export const NOTHING_CHANGED = 'Nothing was changed.';
export const NOT_IMPORTED = 'Nothing was imported; the database is as it was.';
