import type { Database } from '#ground/database'
import { isTaken } from '#ground/http/store.ts'
import { parseInstant, type Instant, type Zone } from '#ground/period'
import { cleanPhoto } from '#referral/subdomain'
import { slugOf } from '#sales/catalogue'
import {
  addPicture,
  addProduct,
  addVariant,
  changeProduct,
  changeVariant,
  keepCategory,
  keepPrice,
  listCategories,
  productById,
  removePicture,
  setStock,
  type NewVariant,
} from '#sales/catalogue/store.ts'
import type { CatalogueOffice, CatalogueRefusal, NewVariantData, PriceData } from '../catalogue.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'

export type CatalogueNeeds = CommandNeeds & { readonly zone: Zone }

type Commands = Omit<CatalogueOffice, 'products' | 'product' | 'categories'>

type Refused = { readonly is: 'refused'; readonly because: CatalogueRefusal }

const refuse = (because: CatalogueRefusal): Refused => ({ is: 'refused', because })

const taken: Readonly<Record<string, CatalogueRefusal>> = {
  product_slug_key: 'slug taken',
  variant_sku_key: 'article number taken',
}

const unlessTaken = async <T>(body: () => Promise<T>): Promise<T | Refused> => {
  try {
    return await body()
  } catch (error) {
    const constraint = Object.keys(taken).find(name => isTaken(error, name))
    if (constraint === undefined) throw error
    return refuse(taken[constraint]!)
  }
}

const isUnknown = async (database: Database, category: string | null) =>
  category !== null && (await listCategories(database)).every(({ slug }) => slug !== category)

const variantOf = ({ price, ...variant }: NewVariantData, from: Instant): NewVariant => ({
  ...variant,
  prices: price === null ? [] : [{ ...price, group: 'customer', kind: 'regular', from }],
})

/** What the company's pages change of the catalogue. */
export const catalogueCommands = (needs: CatalogueNeeds): Commands => ({
  ...productCommands(needs),
  ...articleCommands(needs),
  ...pictureCommands(needs),
})

type Sent = { readonly commandId: string }

/** Carries out what a page sent, once. */
const carrier =
  ({ database, actor }: CommandNeeds) =>
  async <T extends { readonly is: string }>(
    request: string,
    { commandId, ...content }: Sent,
    body: (inside: Database) => Promise<T>,
  ): Promise<T> =>
    carryOut(database, { actor: await actor(), commandId, request, content }, body)

const productCommands = (needs: CatalogueNeeds): Pick<Commands, 'addProduct' | 'changeProduct' | 'keepCategory'> => {
  const { clock } = needs
  const carry = carrier(needs)
  return {
    addProduct: command =>
      carry('add product', command, async inside => {
        const { product, variant } = command
        if (await isUnknown(inside, product.category)) return refuse('unknown category')
        return unlessTaken(async () => {
          const { id } = await addProduct(inside, { ...product, variants: [variantOf(variant, clock())] })
          return { is: 'added', id }
        })
      }),
    changeProduct: command =>
      carry('change product', command, async inside => {
        const kept = await productById(inside, command.id)
        if (kept === undefined) return refuse('unknown product')
        if (await isUnknown(inside, command.product.category)) return refuse('unknown category')
        return unlessTaken(async () => {
          await changeProduct(inside, kept.number, command.product)
          return { is: 'changed' }
        })
      }),
    keepCategory: async command => {
      await carry('keep category', command, async inside => {
        await keepCategory(inside, { slug: slugOf(command.name.de), name: command.name })
        return { is: 'kept' }
      })
    },
  }
}

const articleCommands = (
  needs: CatalogueNeeds,
): Pick<Commands, 'addVariant' | 'changeVariant' | 'setStock' | 'keepPrice'> => {
  const { clock, zone } = needs
  const carry = carrier(needs)
  return {
    addVariant: command =>
      carry('add variant', command, async inside => {
        const kept = await productById(inside, command.id)
        if (kept === undefined) return refuse('unknown product')
        return unlessTaken(async () => {
          await addVariant(inside, kept.number, variantOf(command.variant, clock()))
          return { is: 'added' }
        })
      }),
    changeVariant: command =>
      carry('change variant', command, async inside =>
        (await changeVariant(inside, command.sku, command.variant)) ? { is: 'changed' } : refuse('unknown article'),
      ),
    setStock: command => carry('set stock', command, inside => setStock(inside, command)),
    keepPrice: command =>
      carry('keep price', command, inside => {
        const now = clock()
        const { firstDay, lastDay, ...price } = command.price
        const from = firstDay === null ? now : beginOf(firstDay, zone)
        return keepPrice(inside, { ...price, from: startingToday(from, now), until: endOfDay(lastDay, zone) }, now)
      }),
  }
}

const beginOf = (day: PriceData['firstDay'] & string, zone: Zone): Instant => parseInstant(day, zone)!

const dayInMs = 86_400_000

// Today has begun already: a price of today holds from now on.
const startingToday = (from: Instant, now: Instant): Instant => (from < now && now - from < dayInMs ? now : from)

/** The first moment that no longer belongs to the day. */
const endOfDay = (day: string | null, zone: Zone): Instant | undefined =>
  day === null
    ? undefined
    : beginOf(new Date(Date.parse(`${day}T00:00:00Z`) + dayInMs).toISOString().slice(0, 10), zone)

const pictureCommands = ({ database }: CatalogueNeeds): Pick<Commands, 'addPicture' | 'removePicture'> => ({
  addPicture: async (id, { bytes, alt }) => {
    const kept = await productById(database, id)
    if (kept === undefined) return refuse('unknown product')
    const cleaned = cleanPhoto(bytes)
    if (cleaned.is === 'refused') return refuse(cleaned.because)
    await addPicture(database, kept.number, { ...cleaned.photo, alt })
    return { is: 'added' }
  },
  removePicture: async (id, path) => {
    const kept = await productById(database, id)
    if (kept !== undefined) await removePicture(database, kept.number, path)
  },
})
