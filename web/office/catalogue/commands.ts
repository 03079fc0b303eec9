import { commandIdOf } from '../../ui/asked.ts'
import type { CatalogueOffice, CatalogueRefusal, ProductId } from '../../ui/context.ts'
import {
  altGiven,
  fieldsOf,
  fileGiven,
  newVariantGiven,
  priceGiven,
  productGiven,
  stockGiven,
  variantGiven,
  type Fields,
  type Wrong,
} from './asked.ts'

/** What stands in the way of what a form asks for. */
export type Problem =
  | { readonly is: 'wrong'; readonly fields: readonly Wrong[] }
  | { readonly is: 'refused'; readonly because: CatalogueRefusal }

type Answer = { readonly is: string } | Problem

type Sent = {
  readonly catalogue: CatalogueOffice
  readonly id: ProductId
  readonly slug: string
  readonly fields: Fields
  readonly commandId: string
}

const wrongIn = ({ wrong }: Fields): Problem | undefined =>
  wrong.length === 0 ? undefined : { is: 'wrong', fields: wrong }

// What each form of the page asks for, by the name of its button.
const commands: Readonly<Record<string, (sent: Sent) => Promise<Answer>>> = {
  product: async ({ catalogue, id, slug, fields, commandId }) => {
    const product = productGiven(fields)
    const kept = { ...product, slug: product.slug === '' ? slug : product.slug }
    return wrongIn(fields) ?? catalogue.changeProduct({ commandId, id, product: kept })
  },
  'new variant': async ({ catalogue, id, fields, commandId }) => {
    const variant = newVariantGiven(fields)
    return wrongIn(fields) ?? catalogue.addVariant({ commandId, id, variant })
  },
  variant: async ({ catalogue, fields, commandId }) => {
    const variant = variantGiven(fields)
    return wrongIn(fields) ?? catalogue.changeVariant({ commandId, sku: fields.text('sku'), variant })
  },
  stock: async ({ catalogue, fields, commandId }) => {
    const [to, seen] = [stockGiven(fields, 'stock'), stockGiven(fields, 'seen')]
    return wrongIn(fields) ?? catalogue.setStock({ commandId, sku: fields.text('sku'), to, seen })
  },
  price: async ({ catalogue, fields, commandId }) => {
    const price = priceGiven(fields)
    return wrongIn(fields) ?? catalogue.keepPrice({ commandId, price })
  },
  picture: async ({ catalogue, id, fields }) => {
    const [file, alt] = [fileGiven(fields), altGiven(fields)]
    return wrongIn(fields) ?? catalogue.addPicture(id, { bytes: new Uint8Array(await file.arrayBuffer()), alt })
  },
  'remove picture': async ({ catalogue, id, fields }) => {
    await catalogue.removePicture(id, fields.text('path'))
    return { is: 'removed' }
  },
}

/** Does what a form of a product's page asks for. @throws a 400 for a form that is none of the page's. */
export const carryOutForm = async (
  catalogue: CatalogueOffice,
  { id, slug }: { readonly id: ProductId; readonly slug: string },
  form: FormData,
): Promise<Answer> => {
  const fields = fieldsOf(form)
  const name = fields.text('intent')
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new Response('intent', { status: 400 })
  return command({ catalogue, id, slug, fields, commandId: commandIdOf(form) })
}

/** Whether the answer of a form is a problem that the page tells. */
export const isProblem = (answer: Answer): answer is Problem => answer.is === 'wrong' || answer.is === 'refused'
