import { Alert, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { CommandId } from './command-id.tsx'
import { IconAlert, IconCheck } from './icons.ts'

type Children = { readonly children: ReactNode }

/** Why something was not done; read aloud at once. */
export const Refused = ({ children }: Children) => (
  <Alert color="red" role="alert" icon={<IconAlert size={20} aria-hidden />}>
    {children}
  </Alert>
)

export const Done = ({ children }: Children) => (
  <Alert color="fir" icon={<IconCheck size={20} aria-hidden />}>
    {children}
  </Alert>
)

type SaveFormProps = Children & {
  /** Chosen when the page was made; with another one the form begins anew. */
  readonly commandId: string
  readonly className: string | undefined
  /** The words on the button. */
  readonly save: string
}

/** A form with one button that saves it, once however often it is sent. */
export const SaveForm = ({ commandId, className, save, children }: SaveFormProps) => (
  <Form method="post" className={className} key={commandId}>
    <CommandId id={commandId} />
    {children}
    <div>
      <Button type="submit" size="md" loading={useNavigation().state === 'submitting'}>
        {save}
      </Button>
    </div>
  </Form>
)
