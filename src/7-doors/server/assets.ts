import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

type Encoding = 'br' | 'gz'
type Asset = {
  readonly type: string
  readonly plain: Buffer
  readonly br?: Buffer
  readonly gz?: Buffer
  readonly immutable: boolean
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** Every built file by its path, read once: what is not in here does not exist, whatever a request's path looks like. */
export const readAssets = async (folder: string): Promise<ReadonlyMap<string, Asset>> => {
  const assets = new Map<string, Asset>()
  const names = await readdir(folder, { recursive: true })
  const all = new Set(names)
  for (const name of names) {
    // The build's own notes are nobody else's business.
    if (name.startsWith('.')) continue
    const type = types[extname(name)]
    if (type === undefined || !(await stat(join(folder, name))).isFile()) continue
    const path = `/${name.split(sep).join('/')}`
    const compressed = await readCompressed(folder, name, all)
    // The build puts a hash of the content into every name below /assets.
    assets.set(path, {
      type,
      plain: await readFile(join(folder, name)),
      ...compressed,
      immutable: path.startsWith('/assets/'),
    })
  }
  return assets
}

const readCompressed = async (folder: string, name: string, all: ReadonlySet<string>) => {
  const found: { br?: Buffer; gz?: Buffer } = {}
  for (const encoding of ['br', 'gz'] as const)
    if (all.has(`${name}.${encoding}`)) found[encoding] = await readFile(join(folder, `${name}.${encoding}`))
  return found
}

const encodingNames: Readonly<Record<Encoding, string>> = { br: 'br', gz: 'gzip' }

const chosenEncoding = (asset: Asset, accepted: string): Encoding | undefined =>
  (['br', 'gz'] as const).find(
    encoding =>
      asset[encoding] !== undefined &&
      new RegExp(`\\b${encodingNames[encoding]}\\b(?!\\s*;\\s*q=0(?:\\.0+)?\\b)`, 'u').test(accepted),
  )

/** The answer for a built file; undefined when there is none at this path. */
export const assetAnswer = (
  assets: ReadonlyMap<string, Asset>,
  request: Request,
  path: string,
): Response | undefined => {
  const asset = assets.get(path)
  if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
  const encoding = chosenEncoding(asset, request.headers.get('accept-encoding') ?? '')
  const body = encoding === undefined ? asset.plain : asset[encoding]!
  const headers = new Headers({
    'content-type': asset.type,
    'content-length': String(body.length),
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    vary: 'accept-encoding',
  })
  if (encoding !== undefined) headers.set('content-encoding', encodingNames[encoding])
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers })
}
