import { Button } from '@mantine/core';
import { IconDatabaseOff, IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { useChosenModel } from '../../app/chosen-model.ts';
import { api } from '../../app/client.ts';
import { modalitiesOf } from '../../app/search.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import { DEFAULT_TASK, validateCohortSearch } from '../cohort/search.ts';
import { type ChosenCohort, useCohort } from '../cohort/use-cohort.ts';
import { ListPreparation } from './list-preparation.tsx';
import { PatientFilters } from './patient-filters.tsx';
import { PatientTable } from './patient-table.tsx';
import { isFiltered, NO_FILTERS, type PatientsSearch, riskRangeOf } from './search.ts';
import { Views } from './views-dialog.tsx';
import { ExportList, ScoreAll } from './worklist-actions.tsx';

const route = getRouteApi('/database/patients');
/** Rows that are asked for at once. */
const PAGE_SIZE = 100;
const PREPARED_MS = 2_000;

/** Every stay of a cohort with its risk and what is present; filters and order are in the address. */
export function PatientsScreen() {
  const { patients, tasks } = useText();
  const search = route.useSearch();
  const { models, chosen } = useChosenModel(search.model);
  const model = fitting(chosen, search);
  const cohort = useCohort(search);
  const query = queryOf(search, model, cohort);
  const task = model?.task ?? cohort?.choices.task ?? DEFAULT_TASK;
  const first = useQuery({
    ...api.patients.list.queryOptions({ ...query, offset: 0, limit: PAGE_SIZE }),
    enabled: models.data !== undefined && cohort !== undefined,
    // The end of the job asks for everything anew, unless it came before this window heard of the job.
    refetchInterval: ({ state: { data } }) => (typeof data?.preparing === 'string' ? PREPARED_MS : false),
  });
  const preparing = first.data?.preparing ?? null;
  const total = preparing === null ? first.data?.total : undefined;
  const count = formatCount(total ?? 0);
  return (
    <Page
      fill
      title={patients.title}
      subtitle={
        total === undefined
          ? undefined
          : model === undefined
            ? patients.foundUnscored(count)
            : patients.found(count, tasks.task[model.task], model.name)
      }
      actions={
        <>
          <Views search={search} />
          {total !== undefined && total > 0 && <ExportList query={query} title={patients.title} />}
        </>
      }
    >
      <PatientFilters search={search} models={models.data ?? []} model={model} task={task} />
      {model !== undefined && preparing === null && first.data?.scored === 0 && <ScoreAll model={model} />}
      <Loaded<unknown> query={models.error === null ? first : models} lines={16}>
        {() =>
          preparing !== null ? (
            <ListPreparation job={preparing} />
          ) : total === 0 ? (
            <NothingFound filtered={isFiltered(search)} />
          ) : (
            <PatientTable query={query} total={total ?? 0} pageSize={PAGE_SIZE} model={model} task={task} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** The chosen model, unless the address asks for another task, or for a cohort of its own. */
function fitting(chosen: ModelSummary | undefined, search: PatientsSearch): ModelSummary | undefined {
  const { task, ...rules } = validateCohortSearch({ ...search });
  if (search.model === undefined && Object.keys(rules).length > 0) return undefined;
  return task === undefined || chosen?.task === task ? chosen : undefined;
}

export type ListQuery = ReturnType<typeof queryOf>;

function queryOf(search: PatientsSearch, model: ModelSummary | undefined, cohort: ChosenCohort | undefined) {
  const { search: text, label, split, sort, order } = search;
  const present = modalitiesOf(search.present);
  const absent = modalitiesOf(search.absent);
  const range = model === undefined ? undefined : riskRangeOf(search.risk);
  return {
    ...(model !== undefined ? { model: model.id } : cohort === undefined ? {} : { cohort: cohort.spec }),
    ...(text === undefined ? {} : { search: text }),
    ...(label === undefined ? {} : { label }),
    ...(split === undefined ? {} : { split }),
    // Up to 1 means with every risk from there on: no risk is above 1.
    ...(range === undefined ? {} : { riskFrom: range.from }),
    ...(range === undefined || range.below === 1 ? {} : { riskBelow: range.below }),
    ...(present.length === 0 ? {} : { present: [...present] }),
    ...(absent.length === 0 ? {} : { absent: [...absent] }),
    sort: sort ?? (model === undefined ? ('encounter' as const) : ('risk' as const)),
    descending: (order ?? (sort === undefined ? 'descending' : 'ascending')) === 'descending',
  };
}

function NothingFound({ filtered }: { readonly filtered: boolean }) {
  const { patients, start } = useText();
  const navigate = useNavigate();
  if (filtered) {
    return (
      <EmptyState icon={IconFilterOff} title={patients.empty.title} text={patients.empty.text}>
        <Button
          onClick={() =>
            void navigate({ to: '/patients', search: (before) => ({ ...before, ...NO_FILTERS }) })
          }
        >
          {patients.clear}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconDatabaseOff} title={patients.noRecords.title} text={patients.noRecords.text}>
      <Button onClick={() => void navigate({ to: '/' })}>{start.demo.action}</Button>
      <Button variant="default" onClick={() => void navigate({ to: '/import' })}>
        {start.own.action}
      </Button>
    </EmptyState>
  );
}
