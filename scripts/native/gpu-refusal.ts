/** What makes TensorFlow name each library that it cannot load; without it, it only says that one is missing. */
export const TELLING = { TF_CPP_MIN_LOG_LEVEL: '0', TF_CPP_VMODULE: 'dso_loader=1' } as const;

const MISSING = /Could not load dynamic library '([^']+)'/g;
const DRIVER = /failed call to cuInit: (.+)/;

/** Why TensorFlow computes on no GPU, read from what it logged under `TELLING`. */
export function gpuRefusal(log: string): string {
  const missing = [...log.matchAll(MISSING)].map(([, library]) => library);
  if (missing.length > 0) return `${missing.join(', ')} cannot be loaded`;
  return DRIVER.exec(log)?.[1] ?? 'TensorFlow gives no reason';
}
