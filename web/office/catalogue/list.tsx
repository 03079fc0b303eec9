import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, redirect, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { slugOf } from '#sales/catalogue'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, cursorOf, wordOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { officeWorld } from '../../ui/context.ts'
import { IconSearch } from '../../ui/icons.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../../ui/sheet.tsx'
import { Pair } from './parts.tsx'
import { ProductsTable } from './products-table.tsx'
import css from './catalogue.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.catalogue.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  const asked = new URL(request.url).searchParams
  const [q, category, cursor] = [wordOf(asked, 'q'), wordOf(asked, 'category'), cursorOf(asked)]
  const isScarce = asked.get('scarce') === 'yes'
  const [categories, found] = await Promise.all([
    catalogue.categories(),
    catalogue.products({ q, category: category === '' ? null : category, isScarce, cursor }),
  ])
  return { q, category, isScarce, cursor, categories, found, commandId: newCommandId() }
}

/** Adds a category. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { catalogue } = officeWorld({ request, context }).office
  const form = await request.formData()
  const name = { de: wordOf(form, 'nameDe'), en: wordOf(form, 'nameEn') }
  if (slugOf(name.de) === '' || name.en === '') throw new Response('name', { status: 400 })
  await catalogue.keepCategory({ commandId: commandIdOf(form), name })
  return redirect(addresses.catalogue({ category: slugOf(name.de) }))
}

const Search = () => {
  const { q, category, isScarce, categories } = useLoaderData<typeof loader>()
  const { words, language } = useShell()
  const text = words.catalogue
  return (
    <search>
      <Form method="get" className={css['search']} key={`${q} ${category} ${isScarce}`}>
        <TextInput
          className={css['q']}
          label={text.search}
          name="q"
          type="search"
          defaultValue={q}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          size="md"
        />
        <NativeSelect
          label={text.category}
          name="category"
          size="md"
          defaultValue={category}
          data={[
            { value: '', label: text.everyCategory },
            ...categories.map(({ slug, name }) => ({ value: slug, label: name[language] })),
          ]}
        />
        <label className={css['tick']}>
          <input type="checkbox" name="scarce" value="yes" defaultChecked={isScarce} />
          <span>{text.scarceOnly}</span>
        </label>
        <Button type="submit" size="md">
          {text.searchShort}
        </Button>
      </Form>
    </search>
  )
}

const AddCategory = () => {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.catalogue
  return (
    <details className={css['more']}>
      <summary>{text.categories}</summary>
      <Form method="post" className={css['form']} key={commandId}>
        <CommandId id={commandId} />
        <p className={css['note']}>{text.categoryNote}</p>
        <Pair name="name" labels={{ de: text.nameDe, en: text.nameEn }} required />
        <div>
          <Button type="submit" size="md" variant="default">
            {text.keepCategory}
          </Button>
        </div>
      </Form>
    </details>
  )
}

const Nothing = () => {
  const { q, category, isScarce } = useLoaderData<typeof loader>()
  const text = useShell().words.catalogue
  const isSearch = q !== '' || category !== '' || isScarce
  return isSearch ? (
    <EmptyState title={text.noneTitle} text={text.noneText}>
      <Button component={Link} to={addresses.catalogue()} variant="default">
        {text.clear}
      </Button>
    </EmptyState>
  ) : (
    <EmptyState title={text.emptyTitle} text={text.emptyText}>
      <Button component={Link} to={addresses.newProduct}>
        {text.add}
      </Button>
    </EmptyState>
  )
}

export default function CataloguePage() {
  const { q, category, isScarce, cursor, found } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.catalogue
  const asked = { q, category, scarce: isScarce ? 'yes' : '' }
  return (
    <Page
      title={text.title}
      tools={
        <Button component={Link} to={addresses.newProduct} size="md">
          {text.add}
        </Button>
      }
    >
      <Sheet>
        <Search />
        <p className={css['count']} aria-live="polite">
          {text.found(found.total, formats.count(found.total))}
        </p>
        {found.rows.length === 0 ? <Nothing /> : <ProductsTable rows={found.rows} />}
        <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.catalogue({ ...asked, cursor })} />
        <AddCategory />
      </Sheet>
    </Page>
  )
}
