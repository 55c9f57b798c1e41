import * as Plot from '@observablehq/plot';

export interface ChartSize {
  /** Pixels. */
  readonly width: number;
}

/**
 * Draws with Observable Plot and hands back a bare SVG. Plot's own style element is taken out, because the content
 * security policy would refuse it; its few rules are in app/styles.css.
 */
export function draw(options: Plot.PlotOptions): SVGSVGElement {
  const drawn = Plot.plot({ className: 'plot', style: { overflow: 'visible' }, ...options });
  const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector('svg');
  if (svg === null) throw new Error('Plot drew no SVG');
  for (const style of svg.querySelectorAll('style')) style.remove();
  return svg;
}

/** The pattern that means "absent" in every chart. */
export function hatchPattern(id: string): SVGPatternElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const pattern = document.createElementNS(namespace, 'pattern');
  const attributes = {
    id,
    width: '5',
    height: '5',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  };
  for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value);
  const line = document.createElementNS(namespace, 'line');
  const lineAttributes = {
    x1: '0',
    y1: '0',
    x2: '0',
    y2: '5',
    stroke: 'var(--hatch)',
    'stroke-width': '1.6',
  };
  for (const [name, value] of Object.entries(lineAttributes)) line.setAttribute(name, value);
  pattern.append(line);
  return pattern;
}
