import { Button } from '@mantine/core';
import { IconDatabaseOff, IconSchool, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { CohortSpec } from '../../../main/api/common.ts';
import type { CohortDescription, LabelCard } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Columns, Page, Stack } from '../../components/layout.tsx';
import { Loaded, Placeholder } from '../../components/loaded.tsx';
import { Notice, Warnings } from '../../components/notice.tsx';
import { RejectedBefore } from '../../components/rejected-before.tsx';
import { useText } from '../../text/index.ts';
import { LintPanel } from '../checks/lint-panel.tsx';
import { LintRefusal } from '../checks/lint-verdict.tsx';
import { Missingness } from '../checks/missingness.tsx';
import { CohortBuilder } from './builder/cohort-builder.tsx';
import { SavedList } from './builder/saved-list.tsx';
import styles from './cohort.module.css';
import { LabelCardPanel } from './label-card-panel.tsx';
import { LiveCounts, LiveLine } from './live-counts.tsx';
import { Presence } from './presence.tsx';
import { Splits } from './splits.tsx';
import { type ChosenCohort, useCohort } from './use-cohort.ts';

const route = getRouteApi('/database/cohort');
/** A question that is no longer the one asked is given up. */
const LIVE = { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } };

/** Who is counted, what is predicted, and what is there of each. */
export function CohortScreen() {
  const { builder, cohort: texts } = useText();
  const search = route.useSearch();
  const cohort = useCohort(search);
  const navigate = useNavigate();
  return (
    <Page
      title={texts.title}
      subtitle={texts.subtitle}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconUsers size={17} />}
            onClick={() => void navigate({ to: '/patients', search })}
          >
            {texts.patients}
          </Button>
          <Button
            leftSection={<IconSchool size={17} />}
            onClick={() => void navigate({ to: '/train', search })}
          >
            {texts.train}
          </Button>
        </>
      }
    >
      {cohort?.isMissing === true && <Notice tone="warning">{builder.saved.missing}</Notice>}
      {cohort === undefined ? <Placeholder lines={14} /> : <CohortPage cohort={cohort} />}
    </Page>
  );
}

function CohortPage({ cohort }: { readonly cohort: ChosenCohort }) {
  const { cohort: texts } = useText();
  const navigate = useNavigate({ from: '/cohort' });
  const tasks = useQuery(api.cohorts.tasks.queryOptions());
  const counts = useQuery(api.cohorts.count.queryOptions(cohort.spec, LIVE));
  const description = useQuery({
    ...api.cohorts.describe.queryOptions(cohort.spec, LIVE),
    // What is quick to count comes first, and says at once where there is nothing to describe.
    enabled: counts.data !== undefined && !counts.isPlaceholderData,
  });
  const isEmpty = counts.error !== null && toFailure(counts.error).code === 'cohort_empty';
  if (isEmpty) {
    return (
      <EmptyState icon={IconDatabaseOff} title={texts.empty.title} text={texts.empty.text}>
        <GoBack />
      </EmptyState>
    );
  }
  return (
    <>
      <Loaded query={tasks} lines={14}>
        {(cards) => (
          <div className={styles.bench}>
            {counts.error === null && <LiveLine counts={counts.data} isStale={counts.isPlaceholderData} />}
            <CohortBuilder cards={cards} cohort={cohort} counts={counts.data} />
            <div className={styles.result}>
              <Loaded query={counts} lines={10}>
                {(data) => (
                  <LiveCounts counts={data} saved={cohort.saved} isStale={counts.isPlaceholderData} />
                )}
              </Loaded>
            </div>
          </div>
        )}
      </Loaded>
      {counts.error === null && (
        <Loaded query={description} lines={14}>
          {(data) => (
            <CohortBody
              description={data}
              spec={cohort.spec}
              card={tasks.data?.find(({ task }) => task === cohort.choices.task)}
            />
          )}
        </Loaded>
      )}
      <SavedList
        onOpen={(saved) => void navigate({ search: { saved } })}
        onDeleted={(saved) => {
          const isShown = cohort.saved !== null && saved === `${cohort.saved.name}@${cohort.saved.version}`;
          if (isShown) void navigate({ search: cohort.choices, replace: true });
        }}
      />
    </>
  );
}

function GoBack() {
  const { start } = useText();
  const navigate = useNavigate();
  return (
    <>
      <Button onClick={() => void navigate({ to: '/' })}>{start.demo.action}</Button>
      <Button variant="default" onClick={() => void navigate({ to: '/import' })}>
        {start.own.action}
      </Button>
    </>
  );
}

interface BodyProps {
  readonly description: CohortDescription;
  readonly spec: CohortSpec;
  readonly card: LabelCard | undefined;
}

function CohortBody({ description, spec, card }: BodyProps) {
  return (
    <>
      <LintRefusal spec={spec} />
      <Warnings warnings={description.warnings} />
      <Columns>
        <Stack>
          <LabelCardPanel description={description} card={card} />
        </Stack>
        <Stack>
          <Splits splits={description.splits} />
          <Presence description={description} />
        </Stack>
      </Columns>
      <RejectedBefore reasons={description.rejected} />
      <LintPanel spec={spec} />
      <Missingness spec={spec} />
    </>
  );
}
