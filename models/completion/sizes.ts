import type { ScaledConfiguration } from '../training/configuration.ts';

/** What the part of a method is made to fit. */
export interface PartSizes {
  readonly modalities: number;
  /** Width p of the projected inputs. */
  readonly inputs: number;
  /** Width d of an encoding. */
  readonly encodingWidth: number;
  /** Width D of the fused representation. */
  readonly fusedWidth: number;
  readonly configuration: ScaledConfiguration;
}
