import { useElementSize } from '@mantine/hooks';
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './chart-figure.module.css';
import { ChartButtons } from './chart-buttons.tsx';
import type { ChartTable } from './chart-table.ts';
import { DataTable } from './data-table.tsx';
import type { Figure as FigureName } from './figures.ts';
import layout from './layout.module.css';

/** A chart as data: what it finds, how it is drawn, what its marks mean, and the numbers behind it. */
export interface Figure<Legend = string> {
  /** States the finding. */
  readonly title: string;
  /** What the marks mean, in words. */
  readonly legend?: Legend;
  /** Draws at a width in pixels. Give it a stable identity: it runs again whenever it changes. */
  readonly draw: (width: number) => SVGSVGElement;
  /** The figure that it draws, where the help explains it. */
  readonly help?: FigureName | undefined;
  /** The same numbers, for those who read rather than look; written anew for programs. */
  readonly table: () => ChartTable;
}

type Props = Figure<ReactNode>;

/** A chart with its finding, its legend, the table behind it, and ways to take either along. */
export function ChartFigure(props: Props) {
  const { id, buttons, drawing } = useChart(props);
  return (
    <figure className={styles.figure}>
      <div className={styles.head}>
        <figcaption id={id} className={styles.title}>
          {props.title}
        </figcaption>
        {buttons}
      </div>
      {drawing}
      {props.legend !== undefined && <div className={styles.legend}>{props.legend}</div>}
    </figure>
  );
}

interface PanelProps extends Props {
  /** What chooses what is drawn, before the buttons. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The same as a panel of its own: the finding is its heading. */
export function ChartPanel({ children, actions, ...props }: PanelProps) {
  const { id, buttons, drawing } = useChart(props);
  return (
    <section className={layout.panel} aria-labelledby={id}>
      <div className={layout.panelHead}>
        <h2 id={id} className={layout.panelTitle}>
          {props.title}
        </h2>
        <div className={layout.actions}>
          {actions}
          {buttons}
        </div>
      </div>
      <div className={layout.panelBody}>
        {drawing}
        {props.legend !== undefined && <div className={styles.legend}>{props.legend}</div>}
        {children}
      </div>
    </section>
  );
}

function useChart({ title, draw, table, help }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const { ref: sizer, width } = useElementSize();
  const canvas = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (asTable || width < 40) return;
    const svg = draw(Math.floor(width));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', id);
    canvas.current?.replaceChildren(svg);
  }, [draw, width, asTable, id]);
  const buttons = (
    <ChartButtons
      title={title}
      help={help}
      table={table}
      canvas={canvas}
      asTable={asTable}
      onSwitch={setAsTable}
    />
  );
  const drawing = (
    <div ref={sizer} className={styles.drawing}>
      {asTable ? <FigureTable title={title} table={table()} /> : <div ref={canvas} />}
    </div>
  );
  return { id, buttons, drawing };
}

function FigureTable({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  const columns = table.columns.map((header, index) => ({
    key: header,
    header,
    rowHeader: index === 0,
    numeric: index > 0 && table.rows.every((row) => /^([−–+<>\d]|$)/.test(row[index] ?? '')),
    cell: (row: ChartTable['rows'][number]) => row[index],
  }));
  return <DataTable label={title} columns={columns} rows={table.rows} rowKey={(_, index) => index} />;
}
