import { Button } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { wordsOf, wordsText } from '../../app/search.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { chosenOf } from './compare-choice.ts';
import { ImportModel } from './import-model.tsx';
import { ModelList } from './model-list.tsx';
import { OfferedModel } from './offered-model.tsx';
import { validateModelsSearch } from './search.ts';

const route = getRouteApi('/database/models');

/** The registry: every model with how well it does and in which state it is. */
export function ModelsScreen() {
  const { models, start } = useText();
  const { bundle, compare } = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery(api.models.list.queryOptions());
  const toTrain = <Button onClick={() => void navigate({ to: '/train' })}>{models.train}</Button>;
  return (
    <Page
      title={models.title}
      subtitle={models.subtitle}
      actions={
        <>
          <ImportModel />
          {toTrain}
        </>
      }
    >
      {bundle !== undefined && <OfferedModel key={bundle} path={bundle} />}
      <Loaded query={list} lines={6}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={IconPackageOff} title={models.empty.title} text={models.empty.text}>
              {toTrain}
              <Button variant="default" onClick={() => void navigate({ to: '/' })}>
                {start.demo.action}
              </Button>
            </EmptyState>
          ) : (
            <ModelList
              models={data}
              chosen={chosenOf(data, wordsOf(compare))}
              onChoose={(ids) =>
                void navigate({
                  to: '/models',
                  search: (before) => validateModelsSearch({ ...before, compare: wordsText(ids) }),
                  replace: true,
                })
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}
