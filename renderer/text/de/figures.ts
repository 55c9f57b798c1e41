import type { Catalogue } from '../index.ts';

const COUNTED = 'Gezählt über die daneben genannten Aufenthalte.';

export const figures = {
  title: 'Was die Kennzahlen bedeuten',
  subtitle: 'Je ein Satz, und woher die Kennzahl kommt.',
  source: (source) => `Quelle: ${source}`,
  what: (name) => `Was ist „${name}“?`,
  explain: (name) => `Was „${name}“ bedeutet`,
  all: 'Alle Kennzahlen',
  byName: {
    risk: {
      name: 'Risiko',
      text: 'Die Wahrscheinlichkeit des Endpunkts für diesen Aufenthalt nach dem Modell, an den Kalibrierungsdaten so korrigiert, dass von 100 Aufenthalten mit einem Risiko von 12 % etwa 12 ihn haben.',
      source:
        'Das daneben genannte Modell; Kohorte und Endpunkt stehen in der Beschreibung des Labels unter „Kohorte“.',
    },
    baseRate: {
      name: 'Basisrate',
      text: 'Der Anteil der Trainingsaufenthalte, in denen der Endpunkt eintrat: was man von einem Aufenthalt sagen würde, von dem nichts bekannt ist.',
      source: 'Gezählt in den Trainingsdaten der Kohorte des Modells.',
    },
    band: {
      name: 'Risikostufe',
      text: 'Ein Name für einen Bereich des Risikos, dessen Grenzen Sie festlegen; keine Stufe ist eine Empfehlung.',
      source: 'Einstellungen, Risikostufen.',
    },
    interval: {
      name: '95-%-Intervall',
      text: 'Würde dieselbe Zahl von Patienten immer wieder gezogen, enthielten 95 von 100 solchen Intervallen den wahren Wert; über andere Krankenhäuser sagt es nichts.',
      source: 'Bootstrap über Patienten, Efron und Tibshirani 1993; von Anteilen Wilson 1927.',
    },
    contribution: {
      name: 'Beitrag',
      text: 'Wie stark eine Modalität das Ergebnis dieses Modells in Log-Odds verschiebt, gemittelt über jede Reihenfolge, in der die Modalitäten hinzukommen könnten; er gehört zum Modell und ist keine Ursache.',
      source: 'Exakte Shapley-Werte über alle Kombinationen von Modalitäten, Shapley 1953.',
    },
    similarity: {
      name: 'Ähnlichkeit eines Ersatzes',
      text: 'Wie gleich zwei Modalitäten zum Modell sprechen, über Trainingsaufenthalte mit beiden: 1 ist gleich, 0 ohne Bezug.',
      source:
        'Zentrierter Kosinus ihrer latenten Darstellungen; Ersatz nach Chaudhuri et al. 2025, Abschnitt 4.4.',
    },
    missingnessPattern: {
      name: 'Muster fehlender Daten',
      text: 'Welche Modalitäten ein Aufenthalt hat und welche ihm fehlen, zusammengenommen.',
      source: 'Aus der Akte zum Vorhersagezeitpunkt des Aufenthalts gelesen.',
    },
    auroc: {
      name: 'AUROC',
      text: 'Wie oft das Modell dem Aufenthalt mit dem Endpunkt das höhere Risiko gibt, von allen Paaren mit und ohne ihn: 0,5 ist Zufall, 1 ist immer.',
      source: 'Fläche unter der ROC-Kurve, Hanley und McNeil 1982.',
    },
    auprc: {
      name: 'AUPRC',
      text: 'Der mittlere Anteil richtiger Alarme über alle Schwellen; der Zufall ergibt die Prävalenz, vergleichen Sie daher mit ihr und nicht mit 0,5.',
      source: 'Fläche unter der Precision-Recall-Kurve, Davis und Goadrich 2006.',
    },
    brier: {
      name: 'Brier-Score',
      text: 'Der mittlere quadrierte Abstand zwischen Risiko und Endpunkt (0 oder 1): niedriger ist besser, und er wächst mit der Prävalenz.',
      source: 'Brier 1950.',
    },
    ece: {
      name: 'Erwarteter Kalibrierungsfehler',
      text: 'Wie weit vorhergesagtes Risiko und beobachteter Anteil im Mittel auseinanderliegen, über zehn Gruppen von Aufenthalten nach Risiko.',
      source: 'Naeini, Cooper und Hauskrecht 2015.',
    },
    calibrationSlope: {
      name: 'Kalibrierungssteigung',
      text: 'Unter 1 sind die Risiken zu extrem, über 1 zu zaghaft; 1 ist richtig.',
      source: 'Cox 1958.',
    },
    netBenefit: {
      name: 'Nettonutzen',
      text: 'Richtige Alarme abzüglich falscher, diese gewichtet mit den Odds der Schwelle, ab der man handeln würde, je Aufenthalt.',
      source: 'Vickers und Elkin 2006.',
    },
    sensitivity: {
      name: 'Sensitivität',
      text: 'Von den Aufenthalten mit dem Endpunkt der Anteil, dessen Risiko an oder über der Schwelle liegt.',
      source: COUNTED,
    },
    ppv: {
      name: 'Positiver prädiktiver Wert',
      text: 'Von den Aufenthalten, deren Risiko an oder über der Schwelle liegt, der Anteil mit dem Endpunkt.',
      source: COUNTED,
    },
    alerts: {
      name: 'Alarme je 100',
      text: 'Wie viele von 100 Aufenthalten ein Risiko an oder über der Schwelle haben und daher anzusehen wären.',
      source: COUNTED,
    },
    effectiveRank: {
      name: 'Effektiver Rang',
      text: 'Wie viele Richtungen die fusionierte Darstellung wirklich nutzt; sinkt er im Training, gehen Modalitäten verloren.',
      source: 'Exponential der Entropie der Singulärwerte, Roy und Vetterli 2007.',
    },
    discriminatorAccuracy: {
      name: 'Genauigkeit des Diskriminators',
      text: 'Wie gut ein Klassifikator erkennt, aus welcher Modalität eine latente Darstellung kam; beim Zufall sprechen die Modalitäten eine Sprache.',
      source: 'Gegenspieler der Explicit Basis Reallocation, Chaudhuri et al. 2025, Abschnitt 3.4.',
    },
    semanticLoss: {
      name: 'Semantischer Verlust',
      text: 'Kreuzentropie zwischen Risiko und Endpunkt, der Teil des Trainingsverlusts, der die Aufgabe betrifft.',
      source: 'Chaudhuri et al. 2025, Abschnitt 3.4.',
    },
    substitution: {
      name: 'Vertretung',
      text: 'Wo eine Modalität fehlt, tritt die latente Darstellung der ähnlichsten vorhandenen an ihre Stelle; hier gezählt über Testaufenthalte.',
      source: 'Vertretung nach dem Rang der Ähnlichkeit, Chaudhuri et al. 2025, Abschnitt 4.4.',
    },
    attrition: {
      name: 'Auswahlschritte',
      text: 'Wie viele Aufenthalte nach jeder Regel der Kohorte bleiben, in dieser Reihenfolge angewandt.',
      source: 'Gezählt in der Datenbank; die Regeln stehen auf der Karte des Endpunkts.',
    },
    prevalence: {
      name: 'Prävalenz',
      text: 'Der Anteil der Aufenthalte, in denen der Endpunkt eintrat.',
      source: COUNTED,
    },
    aurocLost: {
      name: 'Verlust an AUROC',
      text: 'Wie weit die AUROC fällt, wenn eine Modalität verdeckt oder verrauscht wird und ihre Vertretung eintritt; unter 0 ist das Modell ohne sie besser.',
      source: 'Testaufenthalte des Modells, ohne sie oder mit ihr verändert neu bewertet.',
    },
    aurocAlone: {
      name: 'AUROC allein',
      text: 'Die AUROC mit nur dieser Modalität, alle anderen verdeckt: 0,5 ist Zufall.',
      source: 'Aufenthalte des daneben genannten Teils, mit einer Modalität neu bewertet.',
    },
    calibration: {
      name: 'Kalibrierung',
      text: 'Ob von Aufenthalten mit einem Risiko von 12 % etwa 12 von 100 den Endpunkt hatten: Punkte auf der gestrichelten Linie stimmen, darunter ist das Risiko zu hoch.',
      source: 'Zehn Gruppen von Testaufenthalten nach Risiko; Intervalle von Anteilen Wilson 1927.',
    },
    calibrationIntercept: {
      name: 'Achsenabschnitt der Kalibrierung',
      text: 'Die Verschiebung in Log-Odds, die zur Steigung gehört; 0 ist richtig.',
      source: 'Cox 1958.',
    },
    calibrationInTheLarge: {
      name: 'Kalibrierung im Großen',
      text: 'Ob Risiken im Mittel stimmen: über 0 sind sie zu niedrig, unter 0 zu hoch, in Log-Odds.',
      source: 'Steyerberg 2019, Kapitel 15.',
    },
    discriminationLoss: {
      name: 'Verlust der Modalitätsunterscheidung',
      text: 'Kreuzentropie des Klassifikators, der rät, aus welcher Modalität eine latente Darstellung kam; höher heißt schwerer zu unterscheiden.',
      source: 'Gegenspieler der Explicit Basis Reallocation, Chaudhuri et al. 2025, Abschnitt 3.4.',
    },
  },
} satisfies Catalogue['figures'];
