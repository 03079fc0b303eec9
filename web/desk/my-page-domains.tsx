import { Badge, Button, TextInput } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import type { MyPage, OwnDomain } from '#doors/server'
import { CommandId } from '../ui/command-id.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { RefusalAlert, useRefusal, type Refused } from './my-page-refusal.tsx'
import css from './my-page.module.css'

type Props = { readonly page: MyPage; readonly commandId: string; readonly refused: Refused }

const Record = ({ record }: Pick<OwnDomain, 'record'>) => {
  const text = useShell().words.webAddress
  const rows = [
    [text.recordType, 'TXT'],
    [text.recordName, record.name],
    [text.recordValue, record.value],
  ] as const
  return (
    <>
      <p>{text.domainStep}</p>
      <dl className={css['record']}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className={css['soft']}>{text.domainAddress}</p>
    </>
  )
}

type ButtonProps = {
  readonly doing: 'check' | 'no domain'
  readonly host: string
  readonly commandId: string
  readonly label: string
  readonly spoken: string
}

const DomainButton = ({ doing, host, commandId, label, spoken }: ButtonProps) => {
  const sent = useNavigation().formData
  const isBusy = sent?.get('do') === doing && sent.get('host') === host
  return (
    <Form method="post">
      <CommandId id={commandId} />
      <input type="hidden" name="do" value={doing} />
      <input type="hidden" name="host" value={host} />
      <Button type="submit" size="md" variant="default" aria-label={spoken} loading={isBusy}>
        {label}
      </Button>
    </Form>
  )
}

const DomainItem = ({ domain, commandId, refused }: Omit<Props, 'page'> & { readonly domain: OwnDomain }) => {
  const { words, formats } = useShell()
  const text = words.webAddress
  const { host, verifiedAt, missingSince, checkedAt, record } = domain
  const because = useRefusal(refused?.typed === host ? refused : undefined, ['check', 'no domain'])
  const isMissing = missingSince !== null
  const proved = verifiedAt === null ? text.domainOpen : text.domainProved(formats.day(verifiedAt))
  const state = isMissing ? text.domainMissing(formats.day(missingSince)) : proved
  return (
    <li className={css['domain']}>
      <div className={css['address']}>
        <strong>{host}</strong>
        <Badge variant="light" size="lg" tt="none" color={verifiedAt === null || isMissing ? 'gray' : 'fir'}>
          {state}
        </Badge>
      </div>
      {isMissing && <p>{verifiedAt === null ? text.domainLost : text.domainMissingNote}</p>}
      {(verifiedAt === null || isMissing) && <Record record={record} />}
      <RefusalAlert because={because} />
      <div className={css['buttons']}>
        <DomainButton
          doing="check"
          host={host}
          commandId={commandId}
          label={text.domainCheck}
          spoken={text.domainCheckOf(host)}
        />
        <DomainButton
          doing="no domain"
          host={host}
          commandId={commandId}
          label={text.domainRemove}
          spoken={text.domainRemoveOf(host)}
        />
        {checkedAt !== null && <span className={css['soft']}>{text.domainChecked(formats.moment(checkedAt))}</span>}
      </div>
    </li>
  )
}

const Adding = ({ commandId, refused }: Omit<Props, 'page'>) => {
  const text = useShell().words.webAddress
  const because = useRefusal(refused, ['domain'])
  const isBusy = useNavigation().formData?.get('do') === 'domain'
  return (
    <Form method="post" className={css['stack']} key={commandId}>
      <CommandId id={commandId} />
      <input type="hidden" name="do" value="domain" />
      <TextInput
        name="host"
        label={text.domain}
        placeholder="anna-berger.example"
        size="md"
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
        defaultValue={because === undefined ? '' : refused?.typed}
        error={because}
        className={css['field']}
      />
      <div>
        <Button type="submit" size="md" variant="default" loading={isBusy}>
          {text.domainAdd}
        </Button>
      </div>
    </Form>
  )
}

/** Domains of his own, each with the record that proves it. */
export const Domains = ({ page, commandId, refused }: Props) => {
  const text = useShell().words.webAddress
  return (
    <Sheet title={text.domainTitle} note={text.domainNote} id="domain">
      {page.name === null ? (
        <p className={css['soft']}>{text.domainNeedsName}</p>
      ) : (
        <div className={css['stack']}>
          {page.domains.length > 0 && (
            <ul className={css['domains']}>
              {page.domains.map(domain => (
                <DomainItem key={domain.host} domain={domain} commandId={commandId} refused={refused} />
              ))}
            </ul>
          )}
          <Adding commandId={commandId} refused={refused} />
        </div>
      )}
    </Sheet>
  )
}
