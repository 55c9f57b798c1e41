import type { FoundColumn, Reason } from '../../../../api/mapping-proposal.ts';
import { EITHER } from '../either.ts';
import { isCalled, type Meaning } from './column-names.ts';
import type { ColumnProfile } from './profile-column.ts';

/** A column as a mapping names it. */
type Reference = string | { column: string; dates?: string; words?: Record<string, string[]> };

interface Pick {
  readonly profile: ColumnProfile;
  readonly as: string;
  readonly reason: Reason;
}

/** Gives the columns of a table their places, each column once. */
export class TableDraft {
  readonly columns: Record<string, Reference | string[] | { always: string }> = {};
  readonly profiles: readonly ColumnProfile[];
  readonly #picks = new Map<ColumnProfile, Pick>();

  constructor(profiles: readonly ColumnProfile[]) {
    this.profiles = profiles;
  }

  /** Columns that have no place yet. */
  get free(): ColumnProfile[] {
    return this.profiles.filter((profile) => profile.filled > 0 && !this.#picks.has(profile));
  }

  /** Places the first free column that is called so and passes. */
  named(as: string, meaning: Meaning, passes: (profile: ColumnProfile) => boolean = () => true): boolean {
    return this.place(
      as,
      this.free.find((profile) => isCalled(profile, meaning) && passes(profile)),
      'calledSo',
    );
  }

  /** Places the first free column that is called so, with those of its values whose meaning shows. */
  worded(as: keyof typeof TELLING_WORDS, meaning: Meaning): boolean {
    const profile = this.free.find((free) => isCalled(free, meaning));
    if (!this.place(as, profile, 'calledSo') || profile === undefined) return false;
    const words = meantWords(profile, TELLING_WORDS[as]);
    if (Object.keys(words).length > 0) this.columns[as] = { column: profile.name, words };
    return true;
  }

  /** Places the first free column with dates that is called so. */
  date(as: string, meaning: Meaning): boolean {
    return this.named(as, meaning, hasDates);
  }

  place(as: string, profile: ColumnProfile | undefined, reason: Reason): boolean {
    if (profile === undefined) return false;
    this.columns[as] = hasDates(profile) && DATES.has(as) ? dated(profile) : profile.name;
    this.mark(as, profile, reason);
    return true;
  }

  /** Says what a column is taken for where its place is none of `columns`. */
  mark(as: string, profile: ColumnProfile, reason: Reason): void {
    this.#picks.set(profile, { profile, as, reason });
  }

  found(): FoundColumn[] {
    return this.profiles.map((profile) => {
      const pick = this.#picks.get(profile);
      return {
        name: profile.name,
        examples: [...profile.examples],
        filled: profile.filled,
        dates: [...datesOf(profile)],
        isNumber: profile.allNumbers,
        proposedAs: pick?.as ?? null,
        reason: pick?.reason ?? null,
        words: profile.distinct.size <= MOST_LISTED_WORDS ? [...profile.distinct] : [],
      };
    });
  }
}

/** Words that tell what a value means, in English and German. */
const TELLING_WORDS = {
  discharge: {
    died: /^tod|verstorb|gestorb|exitus|died|dead|death|expired|deceased/i,
    hospice: /hospi[cz]/i,
  },
  type: {
    emergency: /notf|emerg|urgent|akut/i,
    elective: /gepl|elekt|elective|planned|einweis/i,
    observation: /beob|observ/i,
  },
  kind: {
    discharge: /entlass|arztbrief|discharge/i,
    radiology: /radiolog|r[öo]e?ntgen|imaging|\b(ct|mrt?)\b/i,
  },
} as const;

/** More words than these are not gone through one by one. */
const MOST_LISTED_WORDS = 20;
/** A column of more words than this is no list of kinds. */
const MOST_WORDS = 100;

function meantWords(
  { distinct }: ColumnProfile,
  meanings: Readonly<Record<string, RegExp>>,
): Record<string, string[]> {
  if (distinct.size > MOST_WORDS) return {};
  const words = Object.entries(meanings).map(
    ([meaning, pattern]) => [meaning, [...distinct].filter((word) => pattern.test(word))] as const,
  );
  return Object.fromEntries(words.filter(([, found]) => found.length > 0));
}

const DATES: ReadonlySet<string> = new Set(['start', 'end', 'birth', 'death', 'time', 'known']);

export function hasDates(profile: ColumnProfile): boolean {
  return datesOf(profile).length > 0;
}

/** Numbers may be days of Excel only where the name says that a date is meant. */
function datesOf(profile: ColumnProfile): readonly string[] {
  if (profile.dates.length > 0) return profile.dates;
  const isDate = (['start', 'end', 'birth', 'death', 'time', 'known'] as const).some((meaning) =>
    isCalled(profile, meaning),
  );
  return profile.excelDays && isDate ? ['Excel'] : [];
}

function dated(profile: ColumnProfile): Reference {
  const forms = datesOf(profile);
  const dates = forms.length > 1 ? forms.join(EITHER) : forms[0];
  return dates === undefined ? profile.name : { column: profile.name, dates };
}

/** Forms named at the columns, moved to the table where most of them agree. */
export function withCommonDates(columns: TableDraft['columns']): {
  readonly dates?: string;
  readonly columns: TableDraft['columns'];
} {
  const forms = Object.values(columns).flatMap((reference) =>
    typeof reference === 'object' && 'dates' in reference && reference.dates !== undefined
      ? [reference.dates]
      : [],
  );
  const counted = Map.groupBy(
    forms.filter((form) => !form.includes(EITHER)),
    (form) => form,
  );
  const [common] = [...counted.entries()].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (common === undefined) return { columns };
  const shortened = Object.entries(columns).map(([as, reference]) => {
    const isCommon = typeof reference === 'object' && 'dates' in reference && reference.dates === common;
    return [as, isCommon && 'column' in reference ? reference.column : reference] as const;
  });
  return { ...(common === 'ISO' ? {} : { dates: common }), columns: Object.fromEntries(shortened) };
}
