import { useNavigate } from '@tanstack/react-router';
import type { CohortCounts, LabelCard } from '../../../../main/api/services.ts';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { api } from '../../../app/client.ts';
import type { RawSearch } from '../../../app/search.ts';
import { Panel } from '../../../components/layout.tsx';
import { useText } from '../../../text/index.ts';
import { validateCohortSearch } from '../search.ts';
import type { ChosenCohort } from '../use-cohort.ts';
import { CodePart } from './code-part.tsx';
import { FilePart } from './file-part.tsx';
import type { PartProps } from './parts.ts';
import { PeoplePart } from './people-part.tsx';
import { PredictionPart } from './prediction-part.tsx';
import { PresencePart } from './presence-part.tsx';
import { SavedChoice } from './saved-choice.tsx';
import { SplitPart } from './split-part.tsx';
import { SwitchesPart } from './switches-part.tsx';
import { TaskPart } from './task-part.tsx';
import styles from './builder.module.css';

interface Props {
  readonly cards: readonly LabelCard[];
  readonly cohort: ChosenCohort;
  readonly counts: CohortCounts | undefined;
}

/** Every choice of a cohort; each change is a change of the address, and makes a saved cohort another one. */
export function CohortBuilder({ cards, cohort, counts }: Props) {
  const { builder } = useText();
  const navigate = useNavigate({ from: '/cohort' });
  const options = useQuery(
    api.cohorts.choices.queryOptions(cohort.spec, { placeholderData: keepPreviousData }),
  ).data;
  const { choices } = cohort;
  const go = (search: RawSearch): void =>
    void navigate({ search: validateCohortSearch(search), replace: true, resetScroll: false });
  const parts: PartProps = {
    search: choices,
    card: cards.find(({ task }) => task === choices.task),
    options,
    counts,
    change: (changes) => go({ ...choices, ...changes }),
  };
  return (
    <Panel title={builder.title}>
      <div className={styles.builder}>
        <SavedChoice
          cohort={cohort}
          onChoose={(saved) => go(saved === undefined ? { ...choices } : { saved })}
        />
        <TaskPart {...parts} cards={cards} />
        <div>
          <PredictionPart {...parts} />
          <PeoplePart {...parts} />
          <CodePart {...parts} modality="diagnoses" />
          <CodePart {...parts} modality="procedures" />
          <PresencePart {...parts} />
          <SwitchesPart {...parts} />
          <SplitPart {...parts} />
          <FilePart spec={cohort.spec} />
        </div>
      </div>
    </Panel>
  );
}
