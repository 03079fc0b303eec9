import { Button } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { found, productIdOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { officeWorld } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { carryOutForm, isProblem, type Problem } from './commands.ts'
import { Told } from './parts.tsx'
import { ProductFields } from './product-fields.tsx'
import { NewVariantFields } from './variant-fields.tsx'
import { Pictures } from './pictures.tsx'
import { Variant } from './variant.tsx'
import css from './catalogue.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.catalogue.product)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  const [product, categories] = await Promise.all([
    catalogue.product(productIdOf(params['id'])),
    catalogue.categories(),
  ])
  const isSaved = new URL(request.url).searchParams.has('saved')
  return { product: found(product), categories, isSaved, commandId: newCommandId() }
}

// A picture of three megabytes and what a form puts around it.
const mostBytes = 4 * 1024 * 1024

const tooLarge: Problem = { is: 'refused', because: 'too large' }

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  if (Number(request.headers.get('content-length') ?? Number.NaN) > mostBytes) return data(tooLarge, { status: 413 })
  const { id, slug } = found(await catalogue.product(productIdOf(params['id'])))
  const answer = await carryOutForm(catalogue, { id, slug }, await request.formData())
  if (isProblem(answer)) return data(answer, { status: answer.is === 'wrong' ? 400 : 409 })
  return redirect(addresses.product(id, { saved: '1' }))
}

const NewVariant = ({ commandId }: { readonly commandId: string }) => {
  const text = useShell().words.catalogue
  return (
    <Sheet>
      <details className={`${css['more']} ${css['only']}`}>
        <summary>{text.addVariant}</summary>
        <Form method="post" className={css['form']} key={commandId}>
          <CommandId id={commandId} />
          <p className={css['note']}>{text.variantNote}</p>
          <NewVariantFields />
          <div>
            <Button type="submit" size="md" name="intent" value="new variant">
              {text.addVariant}
            </Button>
          </div>
        </Form>
      </details>
    </Sheet>
  )
}

export default function ProductPage() {
  const { product, categories, isSaved, commandId } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const { words, language } = useShell()
  const text = words.catalogue
  return (
    <Page title={product.name[language]} back={{ to: addresses.catalogue(), label: text.back }}>
      <Told problem={problem} isSaved={isSaved} />
      <Sheet title={text.product}>
        <Form method="post" className={css['form']} key={`${product.id} ${commandId}`}>
          <CommandId id={commandId} />
          <ProductFields product={product} categories={categories} />
          <div>
            <Button type="submit" size="md" name="intent" value="product">
              {text.save}
            </Button>
          </div>
        </Form>
      </Sheet>
      {product.variants.map(variant => (
        <Variant key={variant.sku} variant={variant} commandId={commandId} />
      ))}
      <NewVariant commandId={commandId} />
      <Pictures pictures={product.pictures} commandId={commandId} />
    </Page>
  )
}
