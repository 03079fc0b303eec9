/// <reference types="vite/client" />

declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { ComponentType, SVGProps } from 'react'
  const icon: ComponentType<
    Omit<SVGProps<SVGSVGElement>, 'ref' | 'stroke'> & { size?: number | string; stroke?: number | string }
  >
  export default icon
}

// React ships no types for its server half, and the package that does is one more to keep.
declare module 'react-dom/server' {
  import type { ReactNode } from 'react'
  type Options = {
    nonce?: string
    onShellReady?: () => void
    onAllReady?: () => void
    onShellError?: (error: unknown) => void
    onError?: (error: unknown) => void
  }
  export const renderToPipeableStream: (
    node: ReactNode,
    options: Options,
  ) => { pipe: (to: NodeJS.WritableStream) => void; abort: (reason?: unknown) => void }
}
