'use strict';
/** A thread of the wasm engine: runs the script that the backend's package ships for one, under Node. */
const shipped = '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';
// The script expects Node's names to be global, and was stored with its line breaks turned into real ones.
Object.assign(globalThis, { require, __filename });
(0, eval)(require(shipped).wasmWorkerContents.replaceAll('\n', '\\n'));
