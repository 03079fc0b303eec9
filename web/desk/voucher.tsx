import { Button } from '@mantine/core'
import { correction, generate } from 'lean-qr'
import { toSvgDataURL } from 'lean-qr/extras/svg'
import { redirect, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, voucherIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { deskWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { CodeFigures } from '../ui/vouchers/figures.tsx'
import { SwitchForm } from '../ui/vouchers/switch-form.tsx'
import { Terms } from '../ui/vouchers/terms.tsx'
import css from '../ui/vouchers/vouchers.module.css'
import { Copy } from './copy.tsx'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, () => (loaderData as { voucher?: { shown: string } } | undefined)?.voucher?.shown ?? '')

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { vouchers } = deskWorld({ request, context }).desk
  const voucher = found(await vouchers.code(voucherIdOf(params['id'])))
  const qr = generate(voucher.link, { minCorrectionLevel: correction.M })
  return { voucher, qr: toSvgDataURL(qr), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { vouchers } = deskWorld({ request, context }).desk
  const form = await request.formData()
  const voucher = voucherIdOf(params['id'])
  await vouchers.switchCode({ commandId: commandIdOf(form), voucher, isOn: wordOf(form, 'switch') === 'on' })
  return redirect(addresses.deskVoucher(voucher))
}

const Qr = () => {
  const { voucher, qr } = useLoaderData<typeof loader>()
  const { desk } = useShell().words.vouchers
  return <img className={css['qr']} src={qr} alt={desk.qrLabel(voucher.shown)} width={192} height={192} />
}

const Share = () => {
  const { voucher } = useLoaderData<typeof loader>()
  const { desk } = useShell().words.vouchers
  return (
    <Sheet>
      <div className={css['card']}>
        <Qr />
        <div className={css['said']}>
          <p className={css['code']}>{voucher.shown}</p>
          <Terms of={voucher.template} />
          <p>
            <a href={voucher.link} className={css['link']}>
              {voucher.link}
            </a>
          </p>
          <p className={css['howTo']}>{desk.howTo}</p>
          <p className={css['unprinted']}>{desk.linkNote}</p>
          <div className={css['buttons']}>
            <Copy link={voucher.link} />
            <Button
              component="a"
              href={addresses.deskVoucherQr(voucher.id)}
              download={`${voucher.code}.svg`}
              variant="default"
              size="md"
            >
              {desk.download}
            </Button>
            <Button variant="default" size="md" onClick={() => print()}>
              {desk.print}
            </Button>
          </div>
        </div>
      </div>
    </Sheet>
  )
}

export default function VoucherPage() {
  const { voucher, commandId } = useLoaderData<typeof loader>()
  const { desk, off } = useShell().words.vouchers
  return (
    <Page
      title={voucher.isOn ? voucher.shown : `${voucher.shown} (${off})`}
      back={{ to: addresses.deskVouchers, label: desk.back }}
    >
      <Share />
      <div className={css['unprinted']}>
        <Sheet title={desk.figures}>
          <CodeFigures of={voucher} />
        </Sheet>
      </div>
      <div className={css['unprinted']}>
        <Sheet>
          <SwitchForm
            isOn={voucher.isOn}
            commandId={commandId}
            note={voucher.isOn ? desk.onNote : desk.offNote}
            key={commandId}
          />
        </Sheet>
      </div>
    </Page>
  )
}
