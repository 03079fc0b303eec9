import { Button } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { slugOf } from '#sales/catalogue'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { officeWorld } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { fieldsOf, newVariantGiven, productGiven } from './asked.ts'
import { Told } from './parts.tsx'
import { ProductFields } from './product-fields.tsx'
import { NewVariantFields } from './variant-fields.tsx'
import css from './catalogue.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.catalogue.newTitle)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  return { categories: await catalogue.categories(), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  const form = await request.formData()
  const fields = fieldsOf(form)
  const given = productGiven(fields)
  const variant = newVariantGiven(fields)
  const product = { ...given, slug: given.slug || slugOf(given.name.de ?? '') }
  if (product.slug === '') fields.wrong.push('slug')
  if (fields.wrong.length > 0)
    return data({ is: 'wrong', fields: [...new Set(fields.wrong)] } as const, { status: 400 })
  const answer = await catalogue.addProduct({ commandId: commandIdOf(form), product, variant })
  return answer.is === 'added' ? redirect(addresses.product(answer.id, { saved: '1' })) : data(answer, { status: 409 })
}

export default function NewProductPage() {
  const { categories, commandId } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const text = useShell().words.catalogue
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Page title={text.newTitle} back={{ to: addresses.catalogue(), label: text.back }}>
      <Told problem={problem} isSaved={false} />
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <Sheet title={text.product}>
          <div className={css['form']}>
            <ProductFields categories={categories} />
          </div>
        </Sheet>
        <Sheet title={text.firstVariant} note={text.firstVariantNote}>
          <div className={css['form']}>
            <NewVariantFields />
          </div>
        </Sheet>
        <div>
          <Button type="submit" size="md" loading={isBusy}>
            {text.add}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
