import type { ModelDetails } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { wordOf } from '../train/setting-text.ts';

/** With what a model was trained: in words, and as the command line calls it, to train one like it. */
export function SettingTable({ settings }: Pick<ModelDetails, 'settings'>) {
  const { models, train } = useText();
  const { settings: words, tabs } = models.model;
  const columns: Column<readonly [string, ModelDetails['settings'][string]]>[] = [
    { key: 'name', header: words.name, rowHeader: true, cell: ([name]) => train.settings.nameOf(name) },
    { key: 'value', header: words.value, cell: ([, value]) => wordOf(value) },
    { key: 'flag', header: words.flag, cell: ([name]) => <code>{name}</code> },
  ];
  return (
    <Panel title={tabs.settings}>
      <DataTable
        label={tabs.settings}
        columns={columns}
        rows={Object.entries(settings)}
        rowKey={([name]) => name}
      />
    </Panel>
  );
}
