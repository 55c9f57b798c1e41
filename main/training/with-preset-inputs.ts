import type { TrainingRequest } from '../api/services.ts';

/**
 * The request with the inputs that its preset stands for: the paper's models read race, insurance, language and marital
 * status, which are otherwise kept for the audit. What the request says itself comes first.
 */
export function withPresetInputs(request: TrainingRequest): TrainingRequest {
  if (request.trainingPreset !== 'paper') return request;
  return { ...request, inputs: { auditVariables: true, ...request.inputs } };
}
