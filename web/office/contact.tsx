import { Button } from '@mantine/core'
import { Link, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { Period } from '#ground/period'
import { Done } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { contactIdOf, cursorOf, found, wordOf } from '../ui/asked.ts'
import { RoleBadge } from '../ui/contact-name.tsx'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type ContactId, type OfficeWorld } from '../ui/context.ts'
import { IconLeave, IconLink, IconStructure } from '../ui/icons.ts'
import { MonthsChart } from '../ui/months-chart.tsx'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { ReadingNote } from '../ui/reading-note.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { ContactAddress } from './contact-address.tsx'
import { ContactHistory, MasterData, PathUp } from './contact-data.tsx'
import { ContactFigures } from './contact-figures.tsx'
import { ContactPriceGroup, priceGroupAction } from './contact-price-group.tsx'
import { ContactLead } from './contact-lead.tsx'
import { ContactPlace } from './contact-place.tsx'
import { ContactRankByHand } from './contact-rank-by-hand.tsx'
import { leadAction } from './lead-action.ts'
import { placeAction } from './place-action.ts'
import { LineBelow } from './line-below.tsx'
import { MayWrite } from './may-write.tsx'
import { Merged } from './merged.tsx'
import { PartnerReached } from './reach.tsx'
import { OrdersTable } from './orders-table.tsx'
import { rankAction } from './rank-by-hand-action.ts'
import css from './contact.module.css'

type Loaded = { readonly contact: { readonly contact: { readonly name: string } } } | undefined

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => (loaderData as Loaded)?.contact.contact.name ?? words.office.contacts.title)

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const asked = { office, contact: contactIdOf(params['id']), form: await request.formData() }
  const actions = { rank: rankAction, lead: leadAction, place: placeAction, '': priceGroupAction }
  const act: (given: typeof asked) => Promise<unknown> = actions[wordOf(asked.form, 'do') as ''] ?? priceGroupAction
  return act(asked)
}

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const period = choice.shown
  const contact = found(await world.office.contact(id))
  const [volumes, months, partners, customers, orders, webAddress, known] = await Promise.all([
    world.office.volumes(id, period),
    world.office.monthsOf(id),
    world.office.line(id, { period, of: 'partners', cursor: cursorOf(asked, 'partners') }),
    world.office.line(id, { period, of: 'customers', cursor: cursorOf(asked, 'customers') }),
    world.office.orders(id, { cursor: cursorOf(asked, 'orders') }),
    world.office.webAddress.of(id),
    knownOf(world, id, period),
  ])
  const cursors = {
    partners: cursorOf(asked, 'partners'),
    customers: cursorOf(asked, 'customers'),
    orders: cursorOf(asked, 'orders'),
  }
  return {
    choice,
    contact,
    volumes,
    months,
    partners,
    customers,
    orders,
    webAddress,
    cursors,
    known,
    moved: asked.get('moved'),
    saved: asked.get('saved'),
  }
}

const knownOf = async ({ office }: OfficeWorld, id: ContactId, period: Period) => ({
  consents: found(await office.known.consents(id)),
  reach: await office.known.reachOf(id, period),
  merges: await office.known.merges(id),
  priceGroup: found(await office.priceGroup.of(id)),
  ranks: found(await office.rankByHand.of(id)),
  lead: found(await office.leads.of(id)),
  places: found(await office.placing.of(id)),
  commandId: newCommandId(),
})

const Lead = () => {
  const { contact, choice } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.office.contact
  return (
    <p className={css['lead']}>
      <span>
        {choice.shown !== choice.running && `${text.today} `}
        <RoleBadge role={contact.contact.role} />
      </span>
      <span>{text.number(contact.reference)}</span>
      <span>{text.since(formats.day(contact.joinedAt))}</span>
    </p>
  )
}

const Moved = () => {
  const { moved } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  if (moved === null || !/^\d{1,9}$/u.test(moved)) return null
  return <Done>{words.office.leave.done(formats.count(Number(moved)))}</Done>
}

const Ways = () => {
  const { contact, choice } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.office.contact
  const { id, role } = contact.contact
  return (
    <div className={css['ways']}>
      <Button
        component={Link}
        to={addresses.structure({ focus: id, period: choice.shown })}
        variant="default"
        leftSection={<IconStructure size={18} stroke={1.6} aria-hidden />}
      >
        {text.showTree}
      </Button>
      {role !== 'house' && (
        <Button
          component={Link}
          to={addresses.attribution(id)}
          variant="default"
          leftSection={<IconLink size={18} stroke={1.6} aria-hidden />}
        >
          {words.attribution.office.way}
        </Button>
      )}
      {role === 'partner' && (
        <Button
          component={Link}
          to={addresses.leave(id)}
          variant="default"
          leftSection={<IconLeave size={18} stroke={1.6} aria-hidden />}
        >
          {text.leave}
        </Button>
      )}
    </div>
  )
}

const Below = () => {
  const { contact, choice, partners, customers, cursors } = useLoaderData<typeof loader>()
  const { id } = contact.contact
  if (contact.counts.partners + contact.counts.customers + contact.counts.prospects === 0) return null
  const addressWith = (name: 'partners' | 'customers', cursor: string | null) =>
    `${addresses.contact(id, { period: choice.shown, [name]: cursor })}#${name}`
  return (
    <>
      <LineBelow
        of="partners"
        line={partners}
        contact={contact}
        period={choice.shown}
        isFirst={cursors.partners === null}
        addressOf={cursor => addressWith('partners', cursor)}
      />
      <LineBelow
        of="customers"
        line={customers}
        contact={contact}
        period={choice.shown}
        isFirst={cursors.customers === null}
        addressOf={cursor => addressWith('customers', cursor)}
      />
    </>
  )
}

const Months = () => {
  const { contact, choice, months } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Sheet title={words.chart.title}>
      <MonthsChart
        months={months}
        shown={choice.shown}
        addressOf={period => addresses.contact(contact.contact.id, { period })}
        names={{ personal: words.kinds.personal, customers: words.kinds.customers }}
      />
    </Sheet>
  )
}

/** What the company decides about a contact. */
const Decided = () => {
  const { known, saved } = useLoaderData<typeof loader>()
  const { commandId } = known
  return (
    <>
      <ContactPriceGroup shown={known.priceGroup} commandId={commandId} isSaved={saved === 'price-group'} />
      <ContactRankByHand shown={known.ranks} commandId={commandId} isSaved={saved === 'rank'} />
      <ContactPlace shown={known.places} commandId={commandId} isSaved={saved === 'place'} />
      <ContactLead shown={known.lead} commandId={commandId} isSaved={saved === 'lead'} />
    </>
  )
}

export default function ContactPage() {
  const { choice, contact, volumes, orders, webAddress, cursors, known } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const { id, name } = contact.contact
  return (
    <Page
      title={name}
      lead={<Lead />}
      back={{ to: '/contacts', label: words.office.contacts.title }}
      tools={<PeriodPicker choice={choice} action={addresses.contact(id)} />}
    >
      <Moved />
      <Merged id={id} merges={known.merges} commandId={known.commandId} />
      <PathUp contact={contact} period={choice.shown} />
      <ContactAddress address={webAddress} />
      <ContactFigures id={id} volumes={volumes} period={choice.shown} />
      <ReadingNote />
      <Months />
      <Below />
      {known.reach !== null && <PartnerReached reach={known.reach} />}
      {contact.contact.role !== 'house' && <MayWrite id={id} consents={known.consents} />}
      <div className={css['columns']}>
        <MasterData contact={contact} />
        <ContactHistory contact={contact} />
      </div>
      {contact.contact.role !== 'house' && <Decided />}
      <OrdersTable
        orders={orders}
        isFirst={cursors.orders === null}
        addressOf={cursor => `${addresses.contact(id, { period: choice.shown, orders: cursor })}#orders`}
      />
      <Ways />
    </Page>
  )
}
