import type { Catalogue } from '../index.ts';

export const charts = {
  legend: 'Legende',
  waterfall: {
    raises: (name, base, risk) => `${name} erhöhen das Risiko am stärksten: von ${base} auf ${risk}`,
    lowers: (name, base, risk) => `${name} senken das Risiko am stärksten: von ${base} auf ${risk}`,
    stays: (risk) => `Nichts verändert das Risiko: Es bleibt bei ${risk}`,
    whatIf: (finding) => `Was wäre, wenn: ${finding}`,
    reaches: (risk) => `→ ${risk}`,
    base: 'Basisrate',
    risk: 'Dieses Risiko',
    axis: 'Risiko (Abstände in Log-Odds)',
    legend:
      'Balken nach rechts (+) erhöhen das Risiko, nach links (−) senken sie es; die Zahl ist die Änderung in Log-Odds, → das damit erreichte Risiko. Schraffiert: fehlt, daher kein Beitrag.',
    contribution: 'Beitrag (Log-Odds)',
    modality: 'Modalität',
    from: 'Risiko davor',
    to: 'Risiko danach',
    absent: 'fehlt',
    off: 'abgeschaltet',
    noShare: 'kein Beitrag',
  },
} satisfies Catalogue['charts'];
