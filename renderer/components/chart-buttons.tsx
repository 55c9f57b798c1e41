import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconChartBar,
  IconDownload,
  IconFileTypeCsv,
  IconFileTypePng,
  IconFileTypeSvg,
  IconTable,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { fileName } from '../app/file-name.ts';
import { saveFile } from '../app/save-file.ts';
import { forPrograms } from '../format/locale.ts';
import { useText } from '../text/index.ts';
import styles from './chart-figure.module.css';
import { csvOf, type ChartTable } from './chart-table.ts';
import { FigureHelp } from './figure-help.tsx';
import type { Figure } from './figures.ts';
import { pictureOf } from './picture-of.ts';
import { standaloneSvg } from './standalone-svg.ts';

interface Props {
  readonly title: string;
  readonly help: Figure | undefined;
  readonly table: () => ChartTable;
  /** Holds the drawing while it is shown. */
  readonly canvas: RefObject<HTMLDivElement | null>;
  readonly asTable: boolean;
  readonly onSwitch: (asTable: boolean) => void;
}

/** What it draws, table or picture, and saving either. */
export function ChartButtons({ title, help, table, canvas, asTable, onSwitch }: Props) {
  const { common } = useText();
  const other = asTable ? common.hideTable : common.showTable;
  const saveSvg = (): void => {
    const svg = canvas.current?.querySelector('svg');
    if (svg) saveFile(fileName(title, 'svg'), 'image/svg+xml', standaloneSvg(svg, title));
  };
  const savePng = async (): Promise<void> => {
    const svg = canvas.current?.querySelector('svg');
    if (!svg) return;
    const ground = getComputedStyle(document.documentElement).getPropertyValue('--surface-1');
    const picture = await pictureOf(standaloneSvg(svg, title), svg.getBoundingClientRect(), ground);
    saveFile(fileName(title, 'png'), 'image/png', picture);
  };
  return (
    <div className={styles.buttons}>
      {help !== undefined && <FigureHelp figure={help} />}
      <Tooltip label={other}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${other}: ${title}`}
          onClick={() => onSwitch(!asTable)}
        >
          {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={common.saveMenu(title)}>
            <IconDownload size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileTypeSvg size={16} />} disabled={asTable} onClick={saveSvg}>
            {common.saveSvg}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileTypePng size={16} />}
            disabled={asTable}
            onClick={() => void savePng()}
          >
            {common.savePng}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileTypeCsv size={16} />}
            onClick={() => saveFile(fileName(title, 'csv'), 'text/csv', csvOf(forPrograms(table)))}
          >
            {common.saveCsv}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
