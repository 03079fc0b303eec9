import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { deskWorld } from '../../ui/context.ts'
import { formatsOf } from '../../ui/formats.ts'
import { PartyMonths } from '../../ui/party/months.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import { PartyCard } from './card.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const [list, collected, months] = await Promise.all([parties.list(), parties.collected(), parties.months()])
  return { list, collected, months }
}

const PlanLink = () => (
  <Button component={Link} to={addresses.deskPartyNew()} size="md">
    {useShell().words.party.plan}
  </Button>
)

const Collected = () => {
  const { collected } = useLoaderData<typeof loader>()
  const { words, language, company } = useShell()
  return collected
    .filter(({ amount }) => amount !== 0)
    .map(({ currency, amount }) => (
      <p key={currency} className={css['collected']}>
        {words.party.collected(formatsOf(language, currency, company.zone).money(amount))}
      </p>
    ))
}

export default function PartiesPage() {
  const { list, months } = useLoaderData<typeof loader>()
  const { party: text, partyResult } = useShell().words
  return (
    <Page title={text.title} lead={text.lead} tools={list.length === 0 ? undefined : <PlanLink />}>
      <Collected />
      {list.length === 0 ? (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText}>
            <PlanLink />
          </EmptyState>
        </Sheet>
      ) : (
        <>
          <ul className={css['cards']}>
            {list.map(party => (
              <PartyCard key={party.id} party={party} />
            ))}
          </ul>
          {months.length > 0 && <PartyMonths months={months} title={partyResult.months.title} />}
        </>
      )}
    </Page>
  )
}
