import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import type { MyPage } from '#doors/server'
import { CommandId } from '../ui/command-id.tsx'
import { IconArrowRight } from '../ui/icons.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useRefusal, type Refused } from './my-page-refusal.tsx'
import css from './my-page.module.css'

type Props = { readonly page: MyPage; readonly commandId: string; readonly refused: Refused }

const Present = ({ page }: { readonly page: MyPage }) => {
  const text = useShell().words.webAddress
  if (page.address === null) return <p>{text.choose}</p>
  return (
    <p className={css['address']}>
      <strong>{page.address}</strong>
      <a href={page.address} className={css['look']}>
        {text.look}
        <IconArrowRight size={16} stroke={1.75} aria-hidden />
      </a>
    </p>
  )
}

const Former = ({ page }: { readonly page: MyPage }) => {
  const { words, formats } = useShell()
  const text = words.webAddress
  if (page.formerNames.length === 0) return null
  return (
    <div className={css['former']}>
      <h3>{text.formerTitle}</h3>
      <ul>
        {page.formerNames.map(({ name, redirectsUntil }) => (
          <li key={`${name} ${redirectsUntil}`}>
            <span>
              {page.around.before}
              {name}
              {page.around.after}
            </span>{' '}
            <span className={css['soft']}>{text.former(formats.day(redirectsUntil))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const isKept = (typed: string) => /^[a-z0-9-]{3,}$/u.test(typed)

const ChangeNote = ({ redirectDays }: Pick<MyPage, 'redirectDays'>) => {
  const { words, formats } = useShell()
  const text = words.webAddress
  return (
    <p className={css['soft']}>
      {redirectDays === 0 ? text.changeNoteNoRedirect : text.changeNote(formats.count(redirectDays))}
    </p>
  )
}

const NameForm = ({ page, commandId, refused }: Props) => {
  const text = useShell().words.webAddress
  const because = useRefusal(refused, ['name'])
  const isBusy = useNavigation().formData?.get('do') === 'name'
  const [typed, type] = useState(because === undefined ? (page.suggestion ?? '') : (refused?.typed ?? ''))
  return (
    <Form method="post" className={css['stack']}>
      <CommandId id={commandId} />
      <input type="hidden" name="do" value="name" />
      <TextInput
        name="name"
        label={page.name === null ? text.name : text.newName}
        size="md"
        required
        withAsterisk={false}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={event => type(event.currentTarget.value)}
        description={text.nameHint}
        error={because}
        className={css['field']}
      />
      {isKept(typed) && typed !== refused?.typed && (
        <p className={css['soft']}>{text.chooseHint(`${page.around.before}${typed}${page.around.after}`)}</p>
      )}
      {page.name !== null && <ChangeNote redirectDays={page.redirectDays} />}
      <div>
        <Button type="submit" size="md" loading={isBusy} variant={page.name === null ? 'filled' : 'default'}>
          {page.name === null ? text.take : text.change}
        </Button>
      </div>
    </Form>
  )
}

const Changing = ({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) => (
  <details open={isOpen} className={css['changing']}>
    <summary>{useShell().words.webAddress.change}</summary>
    {children}
  </details>
)

/** The address now, and another name for it. */
export const NameSheet = ({ page, commandId, refused }: Props) => {
  const text = useShell().words.webAddress
  const form = <NameForm key={`${commandId} ${refused?.because}`} page={page} commandId={commandId} refused={refused} />
  return (
    <Sheet title={text.nameTitle} id="name">
      <div className={css['stack']}>
        <Present page={page} />
        {page.name === null ? form : <Changing isOpen={refused?.doing === 'name'}>{form}</Changing>}
        <Former page={page} />
      </div>
    </Sheet>
  )
}
