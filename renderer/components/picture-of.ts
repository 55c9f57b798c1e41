/** Pixels of the picture for one of the drawing: sharp on paper and on fine screens. */
const SCALE = 2;

/**
 * A drawing as a PNG picture on the given ground.
 * @param svg text of a file of its own, with its size and no variables.
 * @throws {Error} when the browser cannot draw it.
 */
export async function pictureOf(
  svg: string,
  size: { readonly width: number; readonly height: number },
  ground: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(size.width * SCALE);
  canvas.height = Math.ceil(size.height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('there is no canvas to draw on');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the picture could not be made');
  return new Uint8Array(await blob.arrayBuffer());
}
