import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MODALITY_ORDER } from './modalities.ts';

type Triple = readonly [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. doi:10.1109/TVCG.2009.113 */
const SIGHT: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (row: Triple, color: Triple) => row[0] * color[0] + row[1] * color[1] + row[2] * color[2];

function seen(color: Triple, sight: readonly Triple[]): Triple {
  const [r, g, b] = sight.map((row) => Math.min(1, Math.max(0, dot(row, color))));
  return [r!, g!, b!];
}

function luminance(color: Triple): number {
  return dot([0.2126, 0.7152, 0.0722], color);
}

/** Contrast ratio of WCAG 2. */
function contrast(a: Triple, b: Triple): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** OKLab (Ottosson 2020): Euclidean distance there is close to perceived difference. */
function oklab(color: Triple): Triple {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], color));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], color));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], color));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function variables(file: string, scheme: string): ReadonlyMap<string, string> {
  const css = readFileSync(new URL(file, import.meta.url), 'utf8');
  const block = new RegExp(`color-scheme='${scheme}'\\]\\s*\\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!]));
}

describe.each(['light', 'dark'])('the %s palette', (scheme) => {
  const palette = variables('./palette.css', scheme);
  const tokens = variables('../app/tokens.css', scheme);
  const colors = MODALITY_ORDER.map((name) => [name, linear(palette.get(`modality-${name}`)!)] as const);

  it.each(['surface-1', 'surface-2'])('stands out from %s by 3:1', (surface) => {
    for (const [name, color] of colors) {
      expect(contrast(color, linear(tokens.get(surface)!)), name).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(SIGHT))('keeps any two modalities apart under %s', (sight) => {
    for (const [i, [nameA, a]] of colors.entries()) {
      for (const [nameB, b] of colors.slice(i + 1)) {
        const [x, y] = [oklab(seen(a, SIGHT[sight]!)), oklab(seen(b, SIGHT[sight]!))];
        const distance = Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
        // 0.02 is about one just noticeable difference.
        expect(distance, `${nameA} and ${nameB}`).toBeGreaterThan(0.1);
      }
    }
  });

  it.each(['text-1', 'text-2', 'text-3', 'raises', 'lowers', 'danger', 'warning-text', 'accent'])(
    'makes %s readable on every surface',
    (token) => {
      for (const surface of ['surface-0', 'surface-1', 'surface-2']) {
        expect(
          contrast(linear(tokens.get(token)!), linear(tokens.get(surface)!)),
          surface,
        ).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});
