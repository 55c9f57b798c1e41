import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import { Columns, Page, Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { Choices } from './choices.tsx';
import { Databases } from './databases.tsx';
import { RecentChanges } from './recent-changes.tsx';
import { RecentModels } from './recent-models.tsx';
import styles from './start-screen.module.css';

/** The first page: never empty, and always one step from what comes next. */
export function StartScreen() {
  const { start } = useText();
  const databases = useQuery(api.databases.list.queryOptions());
  const hasDatabase = databases.data?.some(({ current }) => current) ?? false;
  const models = useQuery(api.models.list.queryOptions(undefined, { enabled: hasDatabase }));
  return (
    <Page title={start.title} subtitle={start.subtitle}>
      <Loaded query={databases}>{(list) => <Choices databases={list} models={models.data} />}</Loaded>
      <Columns>
        <Panel title={start.databases.title}>
          <Loaded query={databases}>{(list) => <Databases databases={list} />}</Loaded>
        </Panel>
        {hasDatabase && (
          <>
            <Panel title={start.models.title}>
              <Loaded query={models}>{(list) => <RecentModels models={list} />}</Loaded>
            </Panel>
            <RecentChanges />
          </>
        )}
        <Panel title={start.notice.title}>
          <p className={styles.none}>{start.notice.text}</p>
        </Panel>
      </Columns>
    </Page>
  );
}
