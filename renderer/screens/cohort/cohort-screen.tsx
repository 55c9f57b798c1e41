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
import { Loaded } from '../../components/loaded.tsx';
import { Warnings } from '../../components/notice.tsx';
import { useText } from '../../text/index.ts';
import { LintPanel } from '../checks/lint-panel.tsx';
import { LintRefusal } from '../checks/lint-verdict.tsx';
import { Missingness } from '../checks/missingness.tsx';
import { Attrition } from './attrition.tsx';
import { CohortControls } from './cohort-controls.tsx';
import { LabelCardPanel } from './label-card-panel.tsx';
import { Presence } from './presence.tsx';
import { specOf } from './search.ts';
import { Splits } from './splits.tsx';
import { useAnsweredTask } from './use-answered-task.ts';

const route = getRouteApi('/database/cohort');

/** Who is counted, what is predicted, and what is there of each. */
export function CohortScreen() {
  const { cohort } = useText();
  const search = useAnsweredTask(route.useSearch());
  const navigate = useNavigate();
  const tasks = useQuery(api.cohorts.tasks.queryOptions());
  const spec = specOf(search);
  const description = useQuery(
    api.cohorts.describe.queryOptions(spec, { placeholderData: keepPreviousData }),
  );
  const isEmpty = description.error !== null && toFailure(description.error).code === 'cohort_empty';
  return (
    <Page
      title={cohort.title}
      subtitle={cohort.subtitle}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconUsers size={17} />}
            onClick={() => void navigate({ to: '/patients', search })}
          >
            {cohort.patients}
          </Button>
          <Button
            leftSection={<IconSchool size={17} />}
            onClick={() => void navigate({ to: '/train', search })}
          >
            {cohort.train}
          </Button>
        </>
      }
    >
      <Loaded query={tasks} lines={2}>
        {(cards) => <CohortControls cards={cards} search={search} labels={description.data?.labels} />}
      </Loaded>
      {isEmpty ? (
        <EmptyState icon={IconDatabaseOff} title={cohort.empty.title} text={cohort.empty.text}>
          <GoBack />
        </EmptyState>
      ) : (
        <Loaded query={description} lines={14}>
          {(data) => (
            <CohortBody
              description={data}
              spec={spec}
              card={tasks.data?.find(({ task }) => task === search.task)}
            />
          )}
        </Loaded>
      )}
    </Page>
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
          <Splits splits={description.splits} />
        </Stack>
        <Stack>
          <Attrition attrition={description.attrition} />
          <Presence description={description} />
        </Stack>
      </Columns>
      <LintPanel spec={spec} />
      <Missingness spec={spec} />
    </>
  );
}
