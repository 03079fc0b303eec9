import { createTheme, type MantineColorsTuple } from '@mantine/core'

// From mist to the green of a conifer; 7 carries white text at 7:1, 6 at 4.9:1 on the dark ground.
const fir: MantineColorsTuple = [
  '#eef7f4',
  '#d9ede6',
  '#b3dacd',
  '#88c5b2',
  '#5fb39b',
  '#37967d',
  '#1d7d66',
  '#0e6552',
  '#0a5040',
  '#073d31',
]

export const theme = createTheme({
  primaryColor: 'fir',
  primaryShade: { light: 7, dark: 6 },
  colors: { fir },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
})
