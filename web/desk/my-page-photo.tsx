import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { MyPage } from '#doors/server'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { RefusalAlert, useRefusal, type Refused } from './my-page-refusal.tsx'
import { makeSmaller } from './smaller-picture.ts'
import css from './my-page.module.css'

const Choosing = () => {
  const text = useShell().words.webAddress
  const id = useId()
  const [preview, show] = useState<string>()
  const isBusy = useNavigation().formData?.get('do') === 'photo'
  return (
    <Form method="post" encType="multipart/form-data" className={css['stack']}>
      <input type="hidden" name="do" value="photo" />
      <label htmlFor={id}>{text.photoChoose}</label>
      <input
        id={id}
        type="file"
        name="photo"
        required
        accept="image/jpeg,image/png,image/webp"
        className={css['file']}
        onChange={event => void makeSmaller(event.currentTarget).then(show)}
      />
      {preview !== undefined && <img src={preview} alt="" className={css['photo']} />}
      <div>
        <Button type="submit" size="md" variant="default" loading={isBusy}>
          {text.photoKeep}
        </Button>
      </div>
    </Form>
  )
}

type Props = { readonly page: MyPage; readonly commandId: string; readonly refused: Refused }

/** The photo now, and another one. */
export const PhotoSheet = ({ page, commandId, refused }: Props) => {
  const { words, viewer } = useShell()
  const text = words.webAddress
  const because = useRefusal(refused, ['photo'])
  return (
    <Sheet title={text.photoTitle} note={text.photoNote} id="photo">
      <div className={css['stack']}>
        <RefusalAlert because={because} />
        <div className={css['photos']}>
          {page.photo === null ? (
            <p className={css['soft']}>{text.photoNone}</p>
          ) : (
            <div className={css['stack']}>
              <img src={page.photo.path} alt={text.photoOf(viewer?.name ?? '')} className={css['photo']} />
              <Form method="post">
                <input type="hidden" name="do" value="no photo" />
                <Button type="submit" size="md" variant="default">
                  {text.photoRemove}
                </Button>
              </Form>
            </div>
          )}
          <Choosing key={commandId} />
        </div>
      </div>
    </Sheet>
  )
}
