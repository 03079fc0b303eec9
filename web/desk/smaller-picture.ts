const mostPixels = 1000

/**
 * The picture as a JPEG of at most 1000 pixels a side, upright and without what the camera wrote beside it; undefined where the
 * browser cannot read it. A partner's page is read on phones, and a phone's picture has 5 MB.
 */
const smallerPicture = async (file: File): Promise<File | undefined> => {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, mostPixels / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.86))
    return blob === null ? undefined : new File([blob], 'photo.jpg', { type: 'image/jpeg' })
  } catch {
    return undefined
  }
}

/** Puts the smaller picture where the chosen one was, and says how it looks; undefined where nothing was changed. */
export const makeSmaller = async (input: HTMLInputElement): Promise<string | undefined> => {
  const [chosen] = input.files ?? []
  const smaller = chosen && (await smallerPicture(chosen))
  if (smaller === undefined) return undefined
  const files = new DataTransfer()
  files.items.add(smaller)
  input.files = files.files
  return new Promise(resolve => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : undefined))
    reader.readAsDataURL(smaller)
  })
}
