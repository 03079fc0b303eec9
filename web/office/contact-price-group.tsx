import { NativeSelect } from '@mantine/core'
import { redirect } from 'react-router'
import { priceGroups } from '#sales/catalogue'
import { SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found } from '../ui/asked.ts'
import type { ContactId, OfficeWorld, PriceGroupShown } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './contact.module.css'

type Asked = { readonly office: OfficeWorld['office']; readonly contact: ContactId; readonly form: FormData }

/** Puts the contact of the page into a price group. */
export const priceGroupAction = async ({ office, contact, form }: Asked) => {
  const group = priceGroups.find(each => each === form.get('group')) ?? null
  found(await office.priceGroup.give({ commandId: commandIdOf(form), contact, group }))
  return redirect(`${addresses.contact(contact, { saved: 'price-group' })}#price-group`)
}

type Props = { readonly shown: PriceGroupShown; readonly commandId: string; readonly isSaved: boolean }

const History = ({ shown: { history } }: Pick<Props, 'shown'>) => {
  const { words, formats } = useShell()
  const text = words.catalogue.ofContact
  if (history.length === 0) return null
  return (
    <div className={css['decided']}>
      <h3>{text.decided}</h3>
      <ol className={css['history']}>
        {history.map(({ group, from, until, by }) => (
          <li key={from}>
            <span>{words.catalogue.groups[group]}</span>
            <span className={css['soft']}>
              {until === null
                ? text.since(formats.moment(from))
                : text.until(formats.moment(from), formats.moment(until))}
              , {text.by[by]}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Whose prices the contact pays, and who decided that. */
export const ContactPriceGroup = ({ shown, commandId, isSaved }: Props) => {
  const { words } = useShell()
  const text = words.catalogue.ofContact
  const { groups } = words.catalogue
  return (
    <Sheet title={text.title} id="price-group">
      <div className={css['sides']}>
        <SaveForm commandId={commandId} className={css['group']} save={text.save}>
          <NativeSelect
            name="group"
            size="md"
            label={text.label}
            description={text.note}
            defaultValue={shown.given ?? ''}
            data={[
              { value: '', label: text.byRole(groups[shown.byRole]) },
              ...priceGroups.map(group => ({ value: group, label: groups[group] })),
            ]}
          />
          {isSaved && <output>{text.saved}</output>}
        </SaveForm>
        <History shown={shown} />
      </div>
    </Sheet>
  )
}
