import type { DiagnosisReport, LossCurve } from '../audit/diagnose-model.ts';
import { notAssessedLines } from './not-assessed-lines.ts';

/** A diagnosis for people. */
export function diagnosisLines(report: DiagnosisReport): string[] {
  const { rank, varianceInflation: vif, separation } = report;
  const left = [
    vif.dropped === 0 ? '' : `, ${vif.dropped} columns that do not vary dropped`,
    vif.leftOut === 0 ? '' : `, ${vif.leftOut} columns left out for want of encounters`,
  ].join('');
  return [
    `${report.encoders}, ${report.fusion}, on ${report.validationRows} validation encounters (${report.validationPositives} positive); probes fitted on ${report.trainingRows}`,
    `rank of the fused representation: effective ${cell(rank.effective, 2)}, numerical ${rank.numerical} of ${rank.width}`,
    `variance inflation: ${cell(vif.mean, 2)}${left}`,
    `polysemanticity of the first fusion layer: ${cell(report.blockEntropy, 3)} (0 = one modality a neuron, 1 = all equally)`,
    ...separationLines(separation),
    '',
    'modality          rank  similarity  debiased  alone  reliance  prefix loss  encoder  untrained',
    ...modalityLines(report),
    '',
    ...curveLines('training', report.lossDynamics.training),
    ...curveLines('validation', report.lossDynamics.validation),
    ...notAssessedLines(report.undefined),
  ];
}

function separationLines({
  adversary,
  linearProbe,
  mlpProbe,
  varianceShare,
  chance,
}: DiagnosisReport['separation']): string[] {
  return [
    `modalities told apart by their latents: linear probe ${cell(linearProbe, 3)}, small network ${cell(mlpProbe, 3)}, chance ${cell(chance?.accuracy ?? null, 3)}; share of variance between them ${cell(varianceShare, 3)}`,
    ...(adversary === null
      ? []
      : [
          `  the adversary itself: accuracy ${cell(adversary.accuracy, 3)}, loss ${cell(adversary.loss, 3)} where chance is ${cell(chance?.loss ?? null, 3)}; this says little`,
        ]),
  ];
}

function modalityLines({ modalities, learning }: DiagnosisReport): string[] {
  return Object.entries(modalities).map(([name, { rank, similarity, similarityDebiased }]) => {
    const own = learning[name as keyof typeof learning];
    const marks = [
      own?.collapsed === true ? 'collapsed' : '',
      own?.standing === 'dead' ? 'no signal of its own' : '',
    ].filter((mark) => mark !== '');
    return [
      name.padEnd(14),
      cell(rank.effective, 2).padStart(8),
      cell(similarity, 3).padStart(12),
      cell(similarityDebiased, 3).padStart(10),
      cell(own?.strength ?? null, 3).padStart(7),
      cell(own?.reliance ?? null, 3).padStart(10),
      cell(own?.prefixLoss?.validation ?? null, 4).padStart(13),
      cell(own?.encoderAuroc ?? null, 3).padStart(9),
      cell(own?.untrainedAuroc ?? null, 3).padStart(11),
      marks.length === 0 ? '' : `  ${marks.join(', ')}`,
    ].join('');
  });
}

function curveLines(split: string, curve: LossCurve | null): string[] {
  if (curve === null) return [];
  const plateaus =
    curve.plateaus.length === 0 ? 'no plateau' : `plateaus from epoch ${curve.plateaus.join(', ')}`;
  return [
    `${split} loss over ${curve.losses.length} epochs: mean ${curve.mean.toFixed(4)}, nine tenths of the fall done by epoch ${curve.e90 + 1}, ${plateaus}`,
  ];
}

function cell(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}
