/** What the last preparation of the engine came to. */
export type EngineState =
  | {
      readonly engine: 'tensorflow';
      readonly way: 'wheel' | 'installer';
      readonly cuda: boolean;
      readonly tensorflow: string;
      readonly gpu: boolean;
      /** Why the CUDA build uses no GPU. */
      readonly refusal?: string;
    }
  | { readonly engine: 'wasm'; readonly reasons: readonly string[]; readonly retryAfter: number };

export declare function readEngineState(root: string): EngineState | undefined;
export declare function isEngineSettled(root: string): boolean;
export declare function nativeFolder(root: string): string;
export declare function stateFile(root: string): string;
export declare function bindingPackage(root: string): string;
