import type { CodeInCart } from '#doors/server'
import { useShop } from './shell.ts'

/** Why a code does not hold, without a word about who is known here. */
export const useRefusal = () => {
  const { words, formats } = useShop()
  return ({ because, minimum }: Extract<CodeInCart, { is: 'refused' }>): string =>
    because === 'minimum' && minimum !== null
      ? words.cart.refused.minimumOf(formats.money(minimum))
      : words.cart.refused[because]
}

type Refused = Extract<CodeInCart, { is: 'refused' }>

/** A code that was not even looked at, and why. */
type Again = { readonly code: string; readonly problem: string }

const Enter = ({ code, again }: { readonly code: Refused | null; readonly again: Again | undefined }) => {
  const { words } = useShop()
  const refusalOf = useRefusal()
  const fault = again?.problem ?? (code === null ? null : refusalOf(code))
  return (
    <form method="post" action="/cart" className="code-form">
      <input type="hidden" name="do" value="code" />
      <label htmlFor="voucher">{words.cart.code.label}</label>
      <input
        id="voucher"
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
        defaultValue={again?.code ?? code?.code ?? ''}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : 'voucher-fault'}
      />
      <button type="submit" className="button quiet small">
        {words.cart.code.apply}
      </button>
      {fault !== null && (
        <span className="wrong" id="voucher-fault" role="alert">
          {fault}
        </span>
      )}
    </form>
  )
}

const Applied = ({ code }: { readonly code: Extract<CodeInCart, { is: 'valid' }> }) => {
  const { words } = useShop()
  return (
    <div className="note">
      <div className="applied">
        <strong>{words.cart.code.applied(code.code)}</strong>
        <form method="post" action="/cart">
          <input type="hidden" name="do" value="drop code" />
          <button type="submit" className="plain">
            {words.cart.code.drop}
          </button>
        </form>
      </div>
      {code.newCustomersOnly && <p className="fine">{words.cart.code.newOnly}</p>}
    </div>
  )
}

export const Code = ({ code, again }: { readonly code: CodeInCart | null; readonly again: Again | undefined }) => (
  <div id="code">{code?.is === 'valid' ? <Applied code={code} /> : <Enter code={code} again={again} />}</div>
)
