import { Button } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses, withQuery } from '../ui/addresses.ts'
import { Done, Refused } from '../ui/answers.tsx'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { deskWorld, type ContactId, type NewPartner } from '../ui/context.ts'
import { useStand } from '../ui/placing/stand.ts'
import { TreePicture } from '../ui/placing/tree.tsx'
import css from '../ui/placing/placing.module.css'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.placing.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { placing } = deskWorld({ request, context }).desk
  const asked = new URL(request.url).searchParams
  const [root, who] = [wordOf(asked, 'root'), wordOf(asked, 'who')]
  return {
    shown: found(await placing.all(root === '' ? null : contactIdOf(root))),
    root: root === '' ? null : contactIdOf(root),
    who: who === '' ? null : contactIdOf(who),
    isSaved: wordOf(asked, 'done') === 'placed',
    commandId: newCommandId(),
  }
}

/** "con_… 1": a place below somebody; nothing for the plan's choice. */
const placeGiven = (text: string): { readonly below: ContactId | null; readonly place: number | null } => {
  const [below, place] = text.split(' ')
  if (below === undefined || below === '') return { below: null, place: null }
  return { below: contactIdOf(below), place: /^\d{1,2}$/u.test(place ?? '') ? Number(place) : null }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { placing } = deskWorld({ request, context }).desk
  const form = await request.formData()
  const contact = contactIdOf(wordOf(form, 'contact'))
  const placed = found(
    await placing.place({ commandId: commandIdOf(form), contact, ...placeGiven(wordOf(form, 'at')) }),
  )
  if (placed.is === 'placed') return redirect(withQuery(addresses.deskPlaces(), { done: 'placed' }))
  return data({ because: placed.because }, { status: 409 })
}

const Newcomer = ({ one, isChosen }: { readonly one: NewPartner; readonly isChosen: boolean }) => {
  const { commandId, root } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.placing
  const stand = useStand()
  const { contact, since, isNamed, stands } = one
  return (
    <li className={css['newcomer']} data-chosen={isChosen || undefined}>
      <p className={css['name']}>{contact.name}</p>
      <p className={css['soft']}>{text.since(formats.day(since))}</p>
      {stands.map(each => (
        <p key={each.rule}>{text.stands(each.rule, stand(each))}</p>
      ))}
      <p className={css['soft']}>{isNamed ? text.named : text.spilled}</p>
      <div className={css['ways']}>
        {isChosen ? (
          <Button component={Link} to={addresses.deskPlaces({ root })} size="md" variant="default">
            {text.cancel}
          </Button>
        ) : (
          <Button component={Link} to={`${addresses.deskPlaces({ who: contact.id, root })}#tree`} size="md">
            {text.choose}
          </Button>
        )}
        {isNamed && (
          <Form method="post">
            <CommandId id={commandId} />
            <input type="hidden" name="contact" value={contact.id} />
            <Button type="submit" size="md" variant="default" name="at" value="">
              {text.leave}
            </Button>
          </Form>
        )}
      </div>
    </li>
  )
}

const Newcomers = () => {
  const { shown, who } = useLoaderData<typeof loader>()
  const text = useShell().words.placing
  return (
    <Sheet title={text.newcomers} id="newcomers">
      {shown.newcomers.length === 0 ? (
        <EmptyState title={text.nobodyTitle} text={text.nobodyText} />
      ) : (
        <ul className={css['newcomers']}>
          {shown.newcomers.map(one => (
            <Newcomer key={one.contact.id} one={one} isChosen={one.contact.id === who} />
          ))}
        </ul>
      )}
    </Sheet>
  )
}

const Tree = () => {
  const { shown, who, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.placing
  const chosen = shown.newcomers.find(({ contact }) => contact.id === who)?.contact ?? null
  if (shown.tree === null) return null
  const { rule, top, isOwn, width } = shown.tree
  return (
    <Sheet title={chosen === null ? text.tree(rule) : text.chosen(chosen.name)} note={text.treeNote} id="tree">
      {!isOwn && (
        <p>
          <Link to={`${addresses.deskPlaces({ who })}#tree`}>{text.toTop}</Link>
        </p>
      )}
      <Form method="post">
        <CommandId id={commandId} />
        {chosen !== null && <input type="hidden" name="contact" value={chosen.id} />}
        <TreePicture
          top={top}
          width={width}
          chosen={chosen}
          rootTo={id => `${addresses.deskPlaces({ root: id, who })}#tree`}
        />
      </Form>
    </Sheet>
  )
}

export default function PlacesPage() {
  const { shown, isSaved } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.placing
  return (
    <Page title={text.title} lead={text.lead} isWide>
      {refused !== undefined && <Refused>{text.refused[refused.because]}</Refused>}
      {isSaved && refused === undefined && <Done>{text.saved}</Done>}
      {shown.hasTree ? (
        <>
          <Newcomers />
          <Tree />
        </>
      ) : (
        <Sheet>
          <EmptyState title={text.noTreeTitle} text={text.noTreeText} />
        </Sheet>
      )}
    </Page>
  )
}
