import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ModelDetails } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { oneOf } from '../../app/search.ts';
import { Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Notice, Warnings } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { useText } from '../../text/index.ts';
import { CompareTab } from './compare-tab.tsx';
import { DiagnosisTab } from './diagnosis-tab.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelOverview } from './model-overview.tsx';
import styles from './registry.module.css';
import { MODEL_TABS, type ModelTab } from './search.ts';
import { SettingTable } from './setting-table.tsx';
import { Similarity } from './similarity.tsx';

const route = getRouteApi('/database/models/$model');

/** Everything about one model: how well it does, on what it was trained, what resembles what, its card. */
export function ModelScreen() {
  const { models, tasks, common } = useText();
  const { model: id } = route.useParams();
  const model = useQuery(api.models.get.queryOptions({ model: id }));
  const { data } = model;
  return (
    <Page
      title={data?.name ?? models.title}
      subtitle={
        data && (
          <span className={styles.item}>
            {tasks.task[data.task]}
            <Tag>{tasks.timing[data.timing]}</Tag>
            {data.synthetic && <Tag tone="warning">{common.synthetic}</Tag>}
          </span>
        )
      }
      actions={data && <ModelActions model={data} />}
    >
      <Loaded query={model} lines={14}>
        {(details) => <ModelTabs model={details} />}
      </Loaded>
    </Page>
  );
}

function ModelTabs({ model }: { readonly model: ModelDetails }) {
  const { models } = useText();
  const { tab = 'overview', with: other } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (value: string | null): void => {
    const next = oneOf(MODEL_TABS, value);
    if (next !== undefined) void navigate({ search: (before) => ({ ...before, tab: next }), replace: true });
  };
  const panels: Readonly<Record<ModelTab, ReactNode>> = {
    overview: <ModelOverview model={model} />,
    similarity: <Similarity similarity={model.similarity} />,
    diagnosis: <DiagnosisTab model={model} />,
    compare: (
      <CompareTab
        model={model}
        other={other}
        onChoose={(next) => void navigate({ search: { tab: 'compare', with: next }, replace: true })}
      />
    ),
    settings: <SettingTable settings={model.settings} />,
    card: <Card model={model.id} />,
  };
  return (
    <>
      {model.missing && <Notice tone="warning">{models.missingText}</Notice>}
      <Warnings warnings={[...new Set([...model.warnings, ...model.calibration.warnings])]} />
      <Tabs value={tab} onChange={change} keepMounted={false}>
        <Tabs.List mb="md">
          {MODEL_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {models.model.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {MODEL_TABS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            {panels[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Card({ model }: { readonly model: string }) {
  const { models, said } = useText();
  const say = (text: string): string => {
    const word = models.model.cardWord(text);
    return word === text ? said(text) : word;
  };
  const card = useQuery(api.models.card.queryOptions({ model }));
  return (
    <Panel title={models.model.tabs.card}>
      <Loaded query={card} lines={10}>
        {(source) => (
          <div className={styles.card}>
            <Markdown source={source} say={say} />
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
