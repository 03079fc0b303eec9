import type { HTMLInputAutoCompleteAttribute } from 'react'
import { useShop } from './shell.ts'

/** What was wrong with a form, by field, in words; with what was typed, so that nobody types it twice. */
export type Answered<F extends string = string> = {
  readonly faults: Readonly<Partial<Record<F, string>>>
  readonly typed: Readonly<Partial<Record<F, string>>>
}

type FieldProps = {
  readonly name: string
  readonly label: string
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly type?: 'text' | 'email' | 'tel' | 'password'
  readonly note?: string
  readonly width?: 'half' | 'third' | 'rest'
  readonly isOptional?: boolean
  readonly answered: Answered | undefined
  readonly value?: string | undefined
}

export const Field = ({ name, label, type = 'text', note, width, answered, ...rest }: FieldProps) => {
  const { words } = useShop()
  const { autoComplete, isOptional = false, value = '' } = rest
  const fault = answered?.faults[name]
  const described = [note && `${name}-note`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return (
    <div className={`field ${width ?? ''}`}>
      <label htmlFor={name}>
        {label} {isOptional && <small>({words.checkout.optional})</small>}
      </label>
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        required={!isOptional}
        maxLength={200}
        defaultValue={type === 'password' ? '' : (answered?.typed[name] ?? value)}
        aria-invalid={fault !== undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {note !== undefined && (
        <span className="fine" id={`${name}-note`}>
          {note}
        </span>
      )}
      {fault !== undefined && (
        <span className="wrong" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </div>
  )
}

/** All that is wrong, above the form, with the way to each field. */
export const Faults = ({ answered }: { readonly answered: Answered | undefined }) => {
  const { words } = useShop()
  const faults = Object.entries(answered?.faults ?? {})
  if (faults.length === 0) return null
  return (
    <div className="note bad" role="alert">
      <p>{words.checkout.faults}</p>
      <ul>
        {faults.map(([name, fault]) => (
          <li key={name}>
            <a href={`#${name}`}>{fault}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
