import { Button } from '@mantine/core'
import { useId } from 'react'
import { Form } from 'react-router'
import type { Picture } from '#sales/catalogue'
import { CommandId } from '../../ui/command-id.tsx'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Pair } from './parts.tsx'
import css from './catalogue.module.css'

type Props = { readonly pictures: readonly Picture[]; readonly commandId: string }

const Kept = ({ pictures, commandId }: Props) => {
  const { words, language } = useShell()
  const text = words.catalogue
  if (pictures.length === 0) return <p className={css['note']}>{text.noPictures}</p>
  return (
    <ul className={css['pictures']}>
      {pictures.map(({ path, alt }) => (
        <li key={path}>
          <figure>
            <img src={path} alt={alt[language]} width="144" height="144" loading="lazy" />
            <figcaption>{alt[language]}</figcaption>
          </figure>
          <Form method="post">
            <CommandId id={commandId} />
            <input type="hidden" name="path" value={path} />
            <Button
              type="submit"
              size="sm"
              mih={44}
              variant="default"
              name="intent"
              value="remove picture"
              aria-label={text.removePicture(alt[language])}
            >
              {text.remove}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

export const Pictures = ({ pictures, commandId }: Props) => {
  const text = useShell().words.catalogue
  const fileId = useId()
  return (
    <Sheet title={text.pictures} note={text.picturesNote}>
      <Kept pictures={pictures} commandId={commandId} />
      <Form method="post" encType="multipart/form-data" className={css['form']} key={commandId}>
        <CommandId id={commandId} />
        <div className={css['file']}>
          <label htmlFor={fileId}>{text.file}</label>
          <input id={fileId} type="file" name="file" accept="image/jpeg,image/png,image/webp" required />
        </div>
        <Pair name="alt" labels={{ de: text.altDe, en: text.altEn }} required />
        <div>
          <Button type="submit" size="md" name="intent" value="picture">
            {text.upload}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
