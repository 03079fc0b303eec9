import { Button } from '@mantine/core'
import { useState } from 'react'
import { useShell } from '../ui/shell-data.ts'

/** Copies a link, and says so. */
export const Copy = ({ link, what }: { readonly link: string; readonly what?: string }) => {
  const { desk } = useShell().words.vouchers
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <Button size="md" onClick={() => void copy()}>
      <span aria-live="polite">
        {isCopied ? desk.copied : desk.copy}
        {what !== undefined && <span className="unseen">: {what}</span>}
      </span>
    </Button>
  )
}
