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
  // The drawing is one picture with one name; the names of its strokes would only be noise.
  for (const named of svg.querySelectorAll('[aria-label], [aria-hidden]')) {
    named.removeAttribute('aria-label');
    named.removeAttribute('aria-hidden');
  }
  return svg;
}

/** Gives a drawing the pattern that means "absent" in every chart, as `url(#id)`. */
export function addHatch(svg: SVGSVGElement, id: string): SVGSVGElement {
  const pattern = element('pattern', {
    id,
    width: '5',
    height: '5',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  pattern.append(element('line', { y2: '5', stroke: 'var(--hatch)', 'stroke-width': '1.6' }));
  const definitions = element('defs', {});
  definitions.append(pattern);
  svg.prepend(definitions);
  return svg;
}

export function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
