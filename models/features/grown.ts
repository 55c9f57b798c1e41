type Numbers =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/**
 * The longer array, with the numbers of the shorter at its beginning. The memory of the shorter is given back now, and
 * not when it is next collected: it can be used no more.
 */
export function grown<Kind extends Numbers>(shorter: Kind, longer: Kind): Kind {
  longer.set(shorter);
  shorter.buffer.transfer(0);
  return longer;
}
