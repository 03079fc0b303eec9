import css from './progress-bar.module.css'

type Props = {
  readonly label: string
  readonly value: number
  /** The value at which it is full. */
  readonly most: number
  /** Customers keep their colour. */
  readonly of?: 'customers'
}

/** How far something is, as a bar; below nothing it is empty, beyond its end full. */
export const ProgressBar = ({ label, value, most, of }: Props) => (
  <progress
    className={css['bar']}
    data-of={of}
    aria-label={label}
    value={Math.max(0, Math.min(value, most))}
    max={Math.max(most, 1)}
  />
)
