const VARIABLE = /var\((--[\w-]+)\)/g;

/** The drawing as a file of its own: variables become their values in the theme on screen, and the title goes along. */
export function standaloneSvg(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const theme = getComputedStyle(document.documentElement);
  const resolve = (text: string) =>
    text.replaceAll(VARIABLE, (_match, name: string) => theme.getPropertyValue(name).trim());
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of element.attributes) {
      if (value.includes('var(')) element.setAttribute(name, resolve(value));
    }
  }
  copy.removeAttribute('aria-labelledby');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', 'Inter, system-ui, sans-serif');
  copy.setAttribute('font-size', '12');
  copy.setAttribute('color', theme.getPropertyValue('--text-2').trim());
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name);
  return new XMLSerializer().serializeToString(copy);
}
