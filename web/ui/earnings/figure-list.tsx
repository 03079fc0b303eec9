import css from './earnings.module.css'

/** Figures beside each other, each below its name. */
export const FigureList = ({ figures }: { readonly figures: readonly (readonly [name: string, figure: string])[] }) => (
  <dl className={css['figures']}>
    {figures.map(([name, figure]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd className="number">{figure}</dd>
      </div>
    ))}
  </dl>
)
