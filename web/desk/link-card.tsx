import { Button } from '@mantine/core'
import { Form } from 'react-router'
import { CommandId } from '../ui/command-id.tsx'
import type { OwnLink } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import css from '../ui/attribution.module.css'
import { Copy } from './copy.tsx'

type Props = { readonly link: OwnLink; readonly isNew: boolean; readonly commandId: string }

const Ways = ({ link, commandId }: Omit<Props, 'isNew'>) => {
  const text = useShell().words.attribution.links
  const { campaign, address, slug } = link
  const mail = `mailto:?${new URLSearchParams({ subject: text.mailSubject, body: text.mailText(address) })}`
  return (
    <div className={css['ways']}>
      <Copy link={address} what={campaign} />
      <Button
        component="a"
        // Mail programs take %20 for a blank, not +.
        href={mail.replaceAll('+', '%20')}
        variant="default"
        size="md"
        aria-label={text.mailOf(campaign)}
      >
        {text.mail}
      </Button>
      <Form method="post">
        <CommandId id={commandId} />
        <input type="hidden" name="what" value="close" />
        <input type="hidden" name="slug" value={slug} />
        <Button type="submit" variant="default" size="md" aria-label={text.closeOf(campaign)}>
          {text.close}
        </Button>
      </Form>
    </div>
  )
}

/** A link with its address to copy and what came of it. */
export const LinkCard = ({ link, isNew, commandId }: Props) => {
  const { words, formats } = useShell()
  const text = words.attribution.links
  const figures = [
    [text.opened, link.opened],
    [text.registered, link.registered],
    [text.won, link.won],
  ] as const
  return (
    <li className={css['link']} data-closed={link.isOpen ? undefined : true}>
      <div className={css['head']}>
        <span className={css['name']}>{link.campaign}</span>
        <span className={css['soft']}>
          {formats.dayShort(link.madeAt)}
          {!link.isOpen && ` · ${link.isInvitation ? text.used : text.closed}`}
        </span>
      </div>
      {link.isOpen && (
        <input
          className={css['address']}
          readOnly
          value={link.address}
          aria-label={`${text.address}: ${link.campaign}`}
          // Selected as soon as it is reached, so that one key copies it.
          onFocus={event => event.currentTarget.select()}
          data-new={isNew || undefined}
        />
      )}
      <p className={css['soft']}>{figures.map(([name, count]) => `${name}: ${formats.count(count)}`).join(' · ')}</p>
      {link.isOpen && <Ways link={link} commandId={commandId} />}
    </li>
  )
}
